'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { BulkBar } from '@/components/ui/bulk-bar';
import { EmptyState } from '@/components/ui/empty-state';
import { useFeedback } from '@/components/ui/feedback';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import type { Code } from '@/lib/codes/schema';
import { CodeActions } from './code-actions';
import { inviteLink } from './code-links';
import { useCodesColumns, type CodePaths } from './codes-columns';
import styles from './codes-table.module.css';
import type { SwitchCodesAction } from './switch-codes-dialog';
import { useCopyLink } from './use-copy-link';

// Most visits open neither. Without "ssr: false" the whole page would give way to its skeleton while one comes.
const SwitchCodesDialog = dynamic(
  () => import('./switch-codes-dialog').then((file) => file.SwitchCodesDialog),
  { ssr: false },
);
const CodeQrDialog = dynamic(() => import('./code-qr-dialog').then((file) => file.CodeQrDialog), {
  ssr: false,
});

type CodesTableProps = CodePaths & {
  codes: Code[];
  filtered: boolean;
  /** What a list without any codes says. */
  empty: ReactNode;
  /** The public address, under which customers redeem. */
  origin: string;
  /** Left out where codes are only looked at. */
  switchCodes?: SwitchCodesAction;
};

type Switching = { codes: Code[]; active: boolean; opening: number };

/** A page of codes: copy, show and switch each, or switch several at once. */
export function CodesTable({ codes, filtered, empty, origin, switchCodes, ...paths }: CodesTableProps) {
  const t = useTranslations('codes');
  const feedback = useFeedback();
  const { copy } = useCopyLink();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [switching, setSwitching] = useState<Switching>();
  const [shown, setShown] = useState<Code>();
  // Of another page or another filter none stays selected unseen.
  const selected = codes.filter(({ id }) => chosen.has(id));

  const ask = (asked: Code[], active: boolean) =>
    setSwitching((before) => ({ codes: asked, active, opening: (before?.opening ?? 0) + 1 }));
  const toggle = (id: number) => {
    const next = new Set(selected.map((code) => code.id));
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const copyAll = async () => {
    const links = selected.map(({ code }) => inviteLink(origin, code));
    if (await copy(links.join('\n'))) feedback.success(t('links_copied', { count: links.length }));
  };

  const allBox = (
    <input
      type="checkbox"
      className={styles.box}
      aria-label={t('select_page')}
      checked={selected.length === codes.length}
      ref={(box) => {
        if (box) box.indeterminate = selected.length > 0 && selected.length < codes.length;
      }}
      onChange={({ target }) => setChosen(new Set(target.checked ? codes.map(({ id }) => id) : []))}
    />
  );
  const select: ListColumn<Code> = {
    key: 'select',
    title: t('select'),
    width: 40,
    head: <span className={styles.inHead}>{allBox}</span>,
    render: ({ id, code }) => (
      <input
        type="checkbox"
        className={styles.box}
        aria-label={t('select_code', { code })}
        checked={chosen.has(id)}
        onChange={() => toggle(id)}
      />
    ),
  };
  const actions: ListColumn<Code> = {
    key: 'actions',
    title: t('actions'),
    render: (code) => (
      <CodeActions
        code={code}
        origin={origin}
        showQr={setShown}
        switchCode={switchCodes && ((row) => ask([row], !row.is_active))}
      />
    ),
  };
  const columns = useCodesColumns(paths);
  return (
    <>
      {switchCodes && codes.length > 0 && (
        <label className={styles.aboveCards}>
          {allBox} <span aria-hidden="true">{t('select_page')}</span>
        </label>
      )}
      <ListTable
        label={t('title')}
        columns={[...(switchCodes ? [select] : []), ...columns, actions]}
        rows={codes}
        rowKey={(code) => code.id}
        empty={filtered ? <EmptyState>{t('empty_filtered')}</EmptyState> : empty}
      />
      {selected.length > 0 && (
        <BulkBar label={t('selected', { count: selected.length })}>
          <Button danger aria-haspopup="dialog" onClick={() => ask(selected, false)}>
            {t('disable')}
          </Button>
          <Button aria-haspopup="dialog" onClick={() => ask(selected, true)}>
            {t('enable')}
          </Button>
          <Button onClick={() => void copyAll()}>{t('copy_links')}</Button>
          <Button type="text" onClick={() => setChosen(new Set())}>
            {t('clear_selection')}
          </Button>
        </BulkBar>
      )}
      {switchCodes && switching && (
        <SwitchCodesDialog
          key={switching.opening}
          {...switching}
          run={switchCodes}
          done={() => setChosen(new Set())}
        />
      )}
      {shown && <CodeQrDialog code={shown.code} origin={origin} close={() => setShown(undefined)} />}
    </>
  );
}
