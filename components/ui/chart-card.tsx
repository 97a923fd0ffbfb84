'use client';

import { BarChartOutlined, DownloadOutlined, TableOutlined } from '@ant-design/icons';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import styles from './chart-card.module.css';
import { ChartSkeleton } from './chart-skeleton';

type ChartCardProps = {
  title: string;
  /** Secondary line: what is counted, and when. */
  note?: string;
  /** The card's own controls, for example what is measured. */
  extra?: ReactNode;
  height?: number;
  /** Fills the card's height. Rendered once the card has come into view, so that no page loads charts that nobody looks at. */
  chart: ReactNode;
  /** The same figures as a table, head first, written as people of the language write them. */
  table: { head: string[]; rows: string[][] };
  /** Where the figures can be had as a file. */
  file?: string;
  /** Stands there instead, where there is nothing to draw. */
  empty?: ReactNode;
};

/** A chart with its figures behind it. */
export function ChartCard({ title, note, extra, height = 280, chart, table, file, empty }: ChartCardProps) {
  const t = useTranslations('ui');
  const heading = useId();
  const [asTable, setAsTable] = useState(false);
  const [card, seen] = useSeen();
  const word = t(asTable ? 'as_chart' : 'as_table');
  return (
    <section ref={card} aria-labelledby={heading} className={styles.card}>
      <header className={styles.header}>
        <div className={styles.words}>
          <h2 id={heading}>{title}</h2>
          {note && <p>{note}</p>}
        </div>
        {extra}
        {file && !empty && (
          <a
            className={styles.toggle}
            href={file}
            download
            aria-label={`${t('export')}: ${title}`}
            title={t('export')}
          >
            <DownloadOutlined />
          </a>
        )}
        {!empty && (
          <button
            type="button"
            className={styles.toggle}
            aria-label={`${word}: ${title}`}
            title={word}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <BarChartOutlined /> : <TableOutlined />}
          </button>
        )}
      </header>
      <div className={styles.body} style={{ height }}>
        {empty || (asTable ? <Figures label={title} {...table} /> : seen ? chart : <ChartSkeleton />)}
      </div>
    </section>
  );
}

function useSeen() {
  const card = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !card.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    observer.observe(card.current);
    return () => observer.disconnect();
  }, [seen]);
  return [card, seen] as const;
}

function Figures({ label, head, rows }: ChartCardProps['table'] & { label: string }) {
  return (
    <div className={styles.figures} tabIndex={0} role="group" aria-label={label}>
      <table>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest], row) => (
            // eslint-disable-next-line react/no-array-index-key -- two things may have one name, and rows never move by themselves
            <tr key={`${row} ${first}`}>
              <th scope="row">{first}</th>
              {rest.map((figure, at) => (
                <td key={head[at + 1]}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
