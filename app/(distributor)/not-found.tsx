import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { NoticePage } from '@/components/ui/notice-page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ui'))('not_found_title') };
}

/** Inside the frame, so that the way on is at hand. */
export default function NotFound() {
  const t = useTranslations('ui');
  return <NoticePage title={t('not_found_title')}>{t('not_found_body')}</NoticePage>;
}
