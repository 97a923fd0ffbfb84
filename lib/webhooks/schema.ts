import { z } from 'zod';
import { filter, paging } from '../paging';
import { id, idParam, text } from '../text';

/** What distributors can be told about. */
export const EVENT_TYPES = [
  'order.paid',
  'order.status_changed',
  'codes.issued',
  'code.redeemed',
  'member.accepted',
  'member.removed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Sent when a person asks for it, to one endpoint, whatever it has chosen. */
export const TEST_EVENT = 'webhook.test';

/** The shape of what is sent; another one gets another number. */
export const PAYLOAD_VERSION = 1;

const url = text(2_000);
const description = z
  .string()
  .trim()
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'text')
  .max(200)
  .default('');
/** Each once, in the order in which they are listed. */
const events = z
  .array(z.enum(EVENT_TYPES))
  .min(1)
  .max(EVENT_TYPES.length * 2)
  .transform((chosen) => EVENT_TYPES.filter((type) => chosen.includes(type)));

const whose = z.literal('me').or(id());

export const CreateEndpointInput = z.object({ whose: whose.default('me'), url, description, events });
export type CreateEndpointInput = z.output<typeof CreateEndpointInput>;

export const EndpointInput = z.object({ endpoint_id: id() });
export type EndpointInput = z.output<typeof EndpointInput>;

export const ChangeEndpointInput = z.object({ endpoint_id: id(), url, description, events });
export type ChangeEndpointInput = z.output<typeof ChangeEndpointInput>;

export const DeliveryInput = z.object({ delivery_id: id() });
export type DeliveryInput = z.output<typeof DeliveryInput>;

/** "failing": on, but its last try has failed; "gone" and "given_up": switched off by itself. */
export type EndpointState = 'on' | 'failing' | 'off' | 'gone' | 'given_up';

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;

export const DeliveriesQuery = z.object({
  ...paging,
  endpoint: filter(idParam()),
  status: filter(z.enum(DELIVERY_STATES)),
  type: filter(z.enum([...EVENT_TYPES, TEST_EVENT])),
});
export type DeliveriesQuery = z.output<typeof DeliveriesQuery>;

export const DeliveryParams = z.object({ id: idParam() });

export const OrderJob = z.object({ order_id: id() });
export const InvitationJob = z.object({ invitation_id: id() });
export const MemberJob = z.object({ member_id: id() });
export const DeliverJob = z.object({ delivery_id: id() });
export const TellOwnerJob = z.object({ endpoint_id: id(), off_at: z.iso.datetime() });
