import { useTranslations } from 'next-intl';
import { toneOf, type StatusKind, type StatusOf } from './status';
import styles from './status-tag.module.css';

type StatusWord = { [K in StatusKind]: `${K}.${StatusOf<K>}` }[StatusKind];

type StatusTagProps<K extends StatusKind> = {
  kind: K;
  /** As the database has it, or in the lower case of the HTTP contract. */
  value: StatusOf<K> | Lowercase<StatusOf<K>>;
  /** What it belongs to has ended: what it says is waited for by nobody. */
  over?: boolean;
};

/** A status in its one word and one colour. */
export function StatusTag<K extends StatusKind>({ kind, value, over = false }: StatusTagProps<K>) {
  const t = useTranslations('status');
  const status = value.toUpperCase() as StatusOf<K>;
  // The compiler does not see by itself that a kind comes with its own values only.
  const word = t(`${kind}.${status}` as StatusWord);
  return <span className={`${styles.tag} ${styles[toneOf(kind, status, over)]}`}>{word}</span>;
}
