import { useTranslations } from 'next-intl';
import { NoticePage } from '@/components/ui/notice-page';

/** Inside the frame, so that the way on is at hand. */
export default function NotFound() {
  const t = useTranslations('ui');
  return <NoticePage title={t('not_found_title')}>{t('not_found_body')}</NoticePage>;
}
