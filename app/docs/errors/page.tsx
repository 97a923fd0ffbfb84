import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { ERROR_CODES, errorRow, EXAMPLE_DETAILS } from '@/lib/error-catalogue';
import { sayError } from '@/lib/web/error-answer';
import { isLocale } from '@/lib/web/locale';
import { CodesTable } from './codes-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('error_docs'))('title') };
}

/** Every code the product may answer, made of the catalogue it answers from. */
export default async function ErrorDocsPage() {
  const [t, locale] = await Promise.all([getTranslations('error_docs'), getLocale()]);
  const rows = ERROR_CODES.map((code) => {
    const { status, also = [], category, again } = errorRow(code);
    const said = sayError(code, isLocale(locale) ? locale : 'en', EXAMPLE_DETAILS[code]);
    return { code, statuses: [status, ...also], category, again, said };
  });
  return (
    <ClientMessages of={['error_docs']}>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <CodesTable rows={rows} />
    </ClientMessages>
  );
}
