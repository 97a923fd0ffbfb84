import { useLocale, useTranslations } from 'next-intl';
import styles from './frame.module.css';

type LanguageSwitchProps = {
  /** A server action, so that the form works before scripts have loaded. */
  choose: (form: FormData) => Promise<void>;
};

/** Says the other language in that language, and changes to it. */
export function LanguageSwitch({ choose }: LanguageSwitchProps) {
  const t = useTranslations('ui.frame');
  const other = useLocale() === 'en' ? 'zh-CN' : 'en';
  return (
    <form action={choose}>
      <button type="submit" name="locale" value={other} lang={other} className={styles.toolButton}>
        {t('switch_language')}
      </button>
    </form>
  );
}
