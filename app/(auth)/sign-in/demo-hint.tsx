import { useTranslations } from 'next-intl';
import styles from './sign-in.module.css';

/** The demo sign-ins, where whoever started the server says that they may be shown. */
export function DemoHint() {
  const t = useTranslations('sign_in');
  const { DEMO_HINT, DEMO_PASSWORD } = process.env;
  if (!DEMO_HINT || !DEMO_PASSWORD) return null;
  return (
    <aside className={styles.hint}>
      <h2>{t('demo')}</h2>
      <ul>
        {DEMO_HINT.split(' ').map((email) => (
          <li key={email}>
            <code>{email}</code>
          </li>
        ))}
      </ul>
      <p>
        {t('password')} <code>{DEMO_PASSWORD}</code>
      </p>
    </aside>
  );
}
