import { z } from 'zod';
import { paging } from '../paging';
import { id } from '../text';

export const ListAlertsQuery = z.object({ ...paging, state: z.enum(['open', 'resolved']).default('open') });
export type ListAlertsQuery = z.output<typeof ListAlertsQuery>;

export const ResolveAlertInput = z.object({ alert_id: id() });
export type ResolveAlertInput = z.output<typeof ResolveAlertInput>;
