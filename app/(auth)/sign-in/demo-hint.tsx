import { useTranslations } from 'next-intl';
import styles from './sign-in.module.css';

const DEMO_USERS = ['distributor', 'distributor2', 'operator', 'admin'];

/** The demo sign-ins, where whoever started the server asked for them to be shown. */
export function DemoHint() {
  const t = useTranslations('sign_in');
  const { DEMO_HINT, DEMO_PASSWORD } = process.env;
  if (DEMO_HINT !== '1' || !DEMO_PASSWORD) return null;
  return (
    <aside className={styles.hint}>
      <h2>{t('demo')}</h2>
      <ul>
        {DEMO_USERS.map((name) => (
          <li key={name}>
            <code>{name}@tributary.example</code>
          </li>
        ))}
      </ul>
      <p>
        {t('password')} <code>{DEMO_PASSWORD}</code>
      </p>
    </aside>
  );
}
