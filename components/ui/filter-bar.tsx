'use client';

import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import fields from './field.module.css';
import styles from './filter-bar.module.css';

export type Filter =
  | { name: string; kind: 'search'; label: string }
  | { name: string; kind: 'date'; label: string }
  | { name: string; kind: 'choice'; label: string; options: { value: string; label: string }[] };

/**
 * The filters of a list, all of them in the URL: reload, share and the back button keep them. The fields are the
 * browser's own: they filter before scripts have loaded, and weigh nothing.
 */
export function FilterBar({ filters }: { filters: Filter[] }) {
  const t = useTranslations('ui');
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [loading, startTransition] = useTransition();
  const names = filters.map(({ name }) => name);
  const kept = [...search].filter(([name]) => name !== 'cursor' && !names.includes(name));
  const ask = (answers: [string, string][]) => {
    // Another question begins at its first page.
    const next = new URLSearchParams([...kept, ...answers.filter(([, value]) => value !== '')]);
    if (names.every((name) => (next.get(name) ?? '') === (search.get(name) ?? ''))) return;
    startTransition(() => router.push(`${path}?${next.toString()}`));
  };
  const askAll = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const answer = (name: string): [string, string] => {
      const value = data.get(name);
      return [name, typeof value === 'string' ? value.trim() : ''];
    };
    ask(names.map(answer));
  };
  const fieldOf = (filter: Filter) => (
    <FilterField
      key={`${filter.name} ${search.get(filter.name) ?? ''}`}
      filter={filter}
      value={search.get(filter.name) ?? ''}
      askAll={askAll}
    />
  );
  // From when and until when stay beside each other.
  const dates = filters.filter(({ kind }) => kind === 'date');
  const others = filters.filter(({ kind }) => kind !== 'date');
  return (
    <search>
      <form
        className={styles.bar}
        action={path}
        aria-busy={loading}
        onSubmit={(event) => {
          event.preventDefault();
          askAll(event.currentTarget);
        }}
      >
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {others.map(fieldOf)}
        {dates.length > 0 && <span className={styles.dates}>{dates.map(fieldOf)}</span>}
        <button type="submit" className="heard" tabIndex={-1}>
          {t('filter')}
        </button>
        {names.some((name) => search.get(name)) && (
          <Button type="text" onClick={() => ask([])}>
            {t('reset_filters')}
          </Button>
        )}
      </form>
    </search>
  );
}

type FilterFieldProps = { filter: Filter; value: string; askAll: (form: HTMLFormElement) => void };

function FilterField({ filter, value, askAll }: FilterFieldProps) {
  const { name, label } = filter;
  const asked = ({ currentTarget: { form } }: { currentTarget: HTMLInputElement | HTMLSelectElement }) => {
    if (form) askAll(form);
  };
  if (filter.kind === 'search') {
    return (
      <span className={styles.search}>
        <SearchOutlined className={styles.icon} aria-hidden />
        <input
          type="search"
          name={name}
          aria-label={label}
          placeholder={label}
          defaultValue={value}
          className={fields.field}
          onBlur={asked}
          // Emptied by its own cross, it asks at once.
          onChange={(event) => event.target.value === '' && asked(event)}
        />
      </span>
    );
  }
  if (filter.kind === 'date') {
    return (
      <label className={styles.date}>
        {label}
        <input
          type="date"
          name={name}
          defaultValue={value}
          className={fields.field}
          onBlur={asked}
          // While a year is typed, its first digits are a date of long ago.
          onChange={(event) => (event.target.value === '' || event.target.value >= '2000') && asked(event)}
        />
      </label>
    );
  }
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      className={`${fields.field} ${styles.choice}`}
      onChange={asked}
    >
      <option value="">{label}</option>
      {filter.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
