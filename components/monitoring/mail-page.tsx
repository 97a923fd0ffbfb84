import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import type { WholeMail } from '@/lib/monitoring/get-mail';
import styles from './mail.module.css';

/** One mail of the outbox, word for word. */
export function MailPage({ mail: { recipient, subject, created_at, parts } }: { mail: WholeMail }) {
  const t = useTranslations('outbox');
  return (
    <>
      <PageHeader title={subject} purpose={t('mail_purpose')} />
      <Section title={t('mail')}>
        <Facts
          facts={[
            { label: t('recipient'), value: recipient },
            { label: t('when'), value: <RelativeTime at={created_at} /> },
          ]}
        />
        <div className={styles.text}>
          {parts.map(({ text, isLink }, index) =>
            isLink ? (
              // oxlint-disable-next-line react/no-array-index-key -- the parts of a text never change places
              <span key={index}>
                <a href={text} target="_blank" rel="noreferrer">
                  {text}
                </a>{' '}
                <CopyButton text={text} label={t('copy_link')} />
              </span>
            ) : (
              text
            ),
          )}
        </div>
      </Section>
    </>
  );
}
