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

// Named as the pages of webhooks know them, so that their layouts hand them on as they are.
export const create = defineAction(CreateEndpointInput, createEndpoint);
export const change = defineAction(ChangeEndpointInput, changeEndpoint);
export const rotate = defineAction(EndpointInput, rotateSecret);
export const disable = defineAction(EndpointInput, disableEndpoint);
export const enable = defineAction(EndpointInput, enableEndpoint);
export const remove = defineAction(EndpointInput, deleteEndpoint);
export const test = defineAction(EndpointInput, sendTestEvent);
export const resend = defineAction(DeliveryInput, resendDelivery);
