import { useTranslations } from 'next-intl';
import type { EventType } from '@/lib/webhooks/schema';

/** What an event tells, in a sentence. */
export function EventText({ type }: { type: EventType }) {
  const t = useTranslations('webhooks.event');
  switch (type) {
    case 'order.paid':
      return t('order_paid');
    case 'order.status_changed':
      return t('order_status_changed');
    case 'codes.issued':
      return t('codes_issued');
    case 'code.redeemed':
      return t('code_redeemed');
    case 'member.accepted':
      return t('member_accepted');
    case 'member.removed':
      return t('member_removed');
  }
}
