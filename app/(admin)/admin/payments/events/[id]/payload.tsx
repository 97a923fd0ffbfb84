import { useFormatter, useTranslations } from 'next-intl';
import styles from '@/components/payments/payments.module.css';
import { Section } from '@/components/ui/section';
import type { EventText } from '@/lib/payments/event-text';

/** What was sent, byte for byte where it is text; easier to read above it where it has a form we know. */
export function Payload({ text: { raw, readable, bytes, cut } }: { text: EventText }) {
  const t = useTranslations('payments');
  const format = useFormatter();
  const size = t('payload_bytes', { bytes: format.number(bytes) });
  return (
    <Section title={t('payload')}>
      <p className={styles.note}>{cut ? `${size} ${t('payload_cut')}` : size}</p>
      {raw === null ? (
        <p>{t('payload_binary')}</p>
      ) : (
        <pre tabIndex={0} className={styles.payload}>
          {readable ?? raw}
        </pre>
      )}
      {readable !== null && readable !== raw && (
        <details>
          <summary>{t('payload_raw')}</summary>
          <pre tabIndex={0} className={styles.payload}>
            {raw}
          </pre>
        </details>
      )}
    </Section>
  );
}
