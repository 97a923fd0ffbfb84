import { useTranslations } from 'next-intl';
import type { Delivery } from '@/lib/webhooks/list-deliveries';

type Result = Pick<Delivery, 'status_code' | 'error_code' | 'duration_ms'>;

/** What came of the last try, in a few words. */
export function DeliveryResult({ delivery: { status_code, error_code, duration_ms } }: { delivery: Result }) {
  const t = useTranslations('webhooks');
  const ms = duration_ms ?? 0;
  if (error_code === null) return status_code === null ? t('not_tried') : t('answered', { status_code, ms });
  if (error_code === 'HTTP_STATUS') return t('answered', { status_code: status_code ?? 0, ms });
  if (error_code === 'TARGET_TIMEOUT') return t('timed_out');
  if (error_code === 'TARGET_REFUSED') return t('refused');
  return t(error_code === 'ENDPOINT_OFF' ? 'endpoint_off' : 'unreachable');
}
