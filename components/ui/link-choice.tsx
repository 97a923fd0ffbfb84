'use client';

import Link, { useLinkStatus } from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import styles from './link-choice.module.css';

type LinkChoiceProps = {
  /** What is chosen. */
  label: string;
  /** The parameter of the URL that says it. */
  name: string;
  value: string;
  options: { value: string; label: string }[];
};

/**
 * One of a few, kept in the URL beside what stands there. Plain links: they work before scripts have loaded, can be shared, and the
 * back button undoes them. What was seen before stays until the answer is there.
 */
export function LinkChoice({ label, name, value, options }: LinkChoiceProps) {
  const path = usePathname();
  const search = useSearchParams();
  const to = (choice: string) => {
    const next = new URLSearchParams(search);
    next.set(name, choice);
    return `${path}?${next.toString()}`;
  };
  return (
    <nav aria-label={label} className={styles.choice}>
      {options.map((option) => (
        <Link
          key={option.value}
          href={to(option.value)}
          scroll={false}
          prefetch={false}
          aria-current={option.value === value ? 'true' : undefined}
        >
          <Pending>{option.label}</Pending>
        </Link>
      ))}
    </nav>
  );
}

/** Says at once which one was clicked. */
function Pending({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus();
  return <span data-pending={pending || undefined}>{children}</span>;
}
