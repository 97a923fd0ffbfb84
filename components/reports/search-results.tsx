import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { NavigationIcon } from '@/components/accounts/navigation-icon';
import { StatusTag } from '@/components/ui/status-tag';
import type { Found } from '@/lib/reports/schema';
import styles from './search-dialog.module.css';
import type { SearchGroup, SearchOption } from './search-groups';

type SearchResultsProps = {
  id: string;
  groups: SearchGroup[];
  /** Which of all options is chosen, counted through the groups. */
  at: number;
  choose: (at: number) => void;
  go: (option: SearchOption, elsewhere: boolean) => void;
};

/** The list below the field. */
export function SearchResults({ id, groups, at, choose, go }: SearchResultsProps) {
  const t = useTranslations('search');
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  const firsts = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { options }) => sum + options.length, 0),
  );
  return (
    <div id={id} role="listbox" aria-label={t('list')} className={styles.list}>
      {groups.map(({ name, options }, index) => (
        <div key={name} role="group" aria-labelledby={`${id}-${name}`}>
          <div id={`${id}-${name}`} role="presentation" className={styles.group}>
            {t(`group.${name}`)}
          </div>
          {options.map((option, within) => {
            const place = (firsts[index] ?? 0) + within;
            return (
              <button
                key={`${option.href} ${option.label}`}
                type="button"
                tabIndex={-1}
                id={`${id}-${place}`}
                role="option"
                aria-selected={place === at}
                className={styles.option}
                onPointerMove={() => place !== at && choose(place)}
                onClick={(event) => go(option, event.metaKey || event.ctrlKey)}
              >
                <NavigationIcon name={option.icon} />
                <span className={styles.label}>{option.label}</span>
                {option.about && <span className={styles.about}>{option.about}</span>}
                {option.found && <FoundStatus found={option.found} />}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function FoundStatus({ found }: { found: Found }) {
  switch (found.kind) {
    case 'order':
      return <StatusTag kind="order" value={found.status} />;
    case 'code':
      return <StatusTag kind="code" value={found.state} />;
    case 'member':
      return <StatusTag kind="member" value={found.state} />;
    case 'distributor':
    case 'user':
      return <StatusTag kind="user" value={found.state} />;
  }
}
