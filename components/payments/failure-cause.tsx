import { useTranslations } from 'next-intl';
import { Cause } from '@/components/orders/cause';
import { FAILURE_REASONS } from '@/lib/payments/shape';

/** Why an attempt to pay failed: the reason itself where the provider gave one, else what kind of failure it was. */
export function FailureCause({ code, reason }: { code: string; reason: string | null }) {
  const t = useTranslations('failure_reason');
  const known = FAILURE_REASONS.find((one) => one === reason);
  return known ? t(known) : <Cause code={code} />;
}
