'use client';

import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import styles from './filter-bar.module.css';

export type Filter =
  | { name: string; kind: 'search'; label: string }
  | { name: string; kind: 'choice'; label: string; options: { value: string; label: string }[] };

/** The filters of a list, all of them in the URL: reload, share and the back button keep them. */
export function FilterBar({ filters }: { filters: Filter[] }) {
  const t = useTranslations('ui');
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [loading, startTransition] = useTransition();
  const ask = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    // Another question begins at its first page.
    for (const [name, value] of Object.entries({ ...changes, cursor: undefined })) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    startTransition(() => router.push(query ? `${path}?${query}` : path));
  };
  const asked = filters.filter(({ name }) => search.get(name));
  return (
    <search className={styles.bar} aria-busy={loading}>
      {filters.map((filter) => {
        const { name, label } = filter;
        const value = search.get(name) ?? '';
        return filter.kind === 'search' ? (
          <SearchField key={`${name} ${value}`} label={label} value={value} ask={(q) => ask({ [name]: q })} />
        ) : (
          <Select
            key={name}
            className={styles.choice}
            aria-label={label}
            placeholder={label}
            allowClear
            value={value || null}
            options={filter.options}
            onChange={(choice: string | undefined) => ask({ [name]: choice })}
          />
        );
      })}
      {asked.length > 0 && (
        <Button
          type="text"
          onClick={() => ask(Object.fromEntries(asked.map(({ name }) => [name, undefined])))}
        >
          {t('reset_filters')}
        </Button>
      )}
    </search>
  );
}

type SearchFieldProps = { label: string; value: string; ask: (text: string) => void };

function SearchField({ label, value, ask }: SearchFieldProps) {
  const [text, setText] = useState(value);
  return (
    <Input
      className={styles.search}
      type="search"
      aria-label={label}
      placeholder={label}
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value === '' && value) ask('');
      }}
      onPressEnter={() => ask(text.trim())}
      onBlur={() => text.trim() !== value && ask(text.trim())}
    />
  );
}
