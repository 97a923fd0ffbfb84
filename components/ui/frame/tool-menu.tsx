import type { ReactNode } from 'react';
import styles from './frame.module.css';

type ToolMenuProps = { id: string; label: string; face: ReactNode; children: ReactNode };

/** A button of the top bar and the panel it opens: the browser's own popover, which works before scripts have loaded. */
export function ToolMenu({ id, label, face, children }: ToolMenuProps) {
  return (
    <div className={styles.tool}>
      <button type="button" className={styles.toolButton} popoverTarget={id} aria-label={label} title={label}>
        {face}
      </button>
      <div id={id} popover="auto" role="group" aria-label={label} className={styles.menu}>
        {children}
      </div>
    </div>
  );
}
