import type { ActionResult } from '@/lib/web/define-action';

/** What one of the brand's forms does. */
export type BrandAction = (previous: unknown, form: FormData) => Promise<ActionResult<unknown>>;
