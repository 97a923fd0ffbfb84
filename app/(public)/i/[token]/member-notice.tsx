import { useTranslations } from 'next-intl';
import { CardNotice } from '@/components/ui/card-notice';

export function MemberNotice({ team }: { team: string }) {
  const t = useTranslations('invitation');
  return <CardNotice status="success" title={t('accepted', { team })} next={t('accepted_next')} />;
}
