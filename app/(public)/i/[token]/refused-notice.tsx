import { useTranslations } from 'next-intl';
import { CardNotice } from '@/components/ui/card-notice';

/** @param message what is wrong and what to do, in the reader's language */
export function RefusedNotice({ message }: { message: string }) {
  const t = useTranslations('invitation');
  return <CardNotice status="warning" title={t('refused')} next={message} />;
}
