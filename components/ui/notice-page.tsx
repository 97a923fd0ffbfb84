import Link from 'next/link';
import { useTranslations } from 'next-intl';

type NoticePageProps = { title: string; children: string };

/** A page that has nothing else to say than why it shows nothing. */
export function NoticePage({ title, children }: NoticePageProps) {
  const t = useTranslations('ui');
  return (
    <div className="notice">
      <h1>{title}</h1>
      <p>{children}</p>
      <Link href="/">{t('go_home')}</Link>
    </div>
  );
}
