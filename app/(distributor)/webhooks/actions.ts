'use server';

import { defineAction } from '@/lib/web/define-action';
import { changeEndpoint } from '@/lib/webhooks/change-endpoint';
import { createEndpoint } from '@/lib/webhooks/create-endpoint';
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint';
import { disableEndpoint } from '@/lib/webhooks/disable-endpoint';
import { enableEndpoint } from '@/lib/webhooks/enable-endpoint';
import { resendDelivery } from '@/lib/webhooks/resend-delivery';
import { rotateSecret } from '@/lib/webhooks/rotate-secret';
import {
  ChangeEndpointInput,
  CreateEndpointInput,
  DeliveryInput,
  EndpointInput,
} from '@/lib/webhooks/schema';
import { sendTestEvent } from '@/lib/webhooks/send-test-event';

export const createEndpointAction = defineAction(CreateEndpointInput, createEndpoint);
export const changeEndpointAction = defineAction(ChangeEndpointInput, changeEndpoint);
export const rotateSecretAction = defineAction(EndpointInput, rotateSecret);
export const disableEndpointAction = defineAction(EndpointInput, disableEndpoint);
export const enableEndpointAction = defineAction(EndpointInput, enableEndpoint);
export const deleteEndpointAction = defineAction(EndpointInput, deleteEndpoint);
export const sendTestEventAction = defineAction(EndpointInput, sendTestEvent);
export const resendDeliveryAction = defineAction(DeliveryInput, resendDelivery);
