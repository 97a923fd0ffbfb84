import { useTranslations } from 'next-intl';
import { EVENT_TYPES } from '@/lib/webhooks/schema';
import { EventText } from './event-text';
import styles from './webhooks.module.css';

const CODE = `import { Webhook } from 'standardwebhooks';

app.post('/hook', express.raw({ type: '*/*' }), (request, response) => {
  const event = new Webhook(process.env.WEBHOOK_SECRET).verify(request.body, request.headers);
  // { id, type, version, created_at, data }
  response.sendStatus(204);
});`;

/** What a receiver is sent and how it knows that it comes from here. */
export function VerifyExample() {
  const t = useTranslations('webhooks');
  return (
    <details className={styles.guide}>
      <summary>{t('guide')}</summary>
      <p>{t('guide_body')}</p>
      <pre>
        <code>{CODE}</code>
      </pre>
      <p>{t('guide_retries')}</p>
      <dl className={styles.told}>
        {EVENT_TYPES.map((type) => (
          <div key={type}>
            <dt>
              <code>{type}</code>
            </dt>
            <dd>
              <EventText type={type} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
