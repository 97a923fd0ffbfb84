import { useTranslations } from 'next-intl';
import { NoticePage } from '@/components/ui/notice-page';

export default function NotFound() {
  const t = useTranslations('ui');
  return (
    <main>
      <NoticePage title={t('not_found_title')}>{t('not_found_body')}</NoticePage>
    </main>
  );
}
