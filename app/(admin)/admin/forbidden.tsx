import { useTranslations } from 'next-intl';
import { NoticePage } from '@/components/ui/notice-page';

/** Inside the frame: who may not see this page has others. */
export default function Forbidden() {
  const t = useTranslations('ui');
  return <NoticePage title={t('forbidden_title')}>{t('forbidden_body')}</NoticePage>;
}
