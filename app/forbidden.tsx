import { useTranslations } from 'next-intl';
import { NoticePage } from '@/components/ui/notice-page';

export default function Forbidden() {
  const t = useTranslations('ui');
  return (
    <main>
      <NoticePage title={t('forbidden_title')}>{t('forbidden_body')}</NoticePage>
    </main>
  );
}
