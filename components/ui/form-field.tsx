'use client';

import { useId, type ReactNode } from 'react';
import styles from './form-field.module.css';

type FieldIds = { id: string; status?: 'error'; 'aria-invalid'?: true; 'aria-describedby'?: string };

type FormFieldProps = {
  label: string;
  error: string | false | undefined;
  /** What to enter, where the label does not say it all; an error takes its place. */
  help?: string;
  /** Draws the input, with what ties label and error to it. */
  children: (ids: FieldIds) => ReactNode;
};

/** A field of a form that also works before scripts have loaded. */
export function FormField({ label, error, help, children }: FormFieldProps) {
  const id = useId();
  const note = `${id}-note`;
  const ids: FieldIds = {
    id,
    ...(error && { status: 'error', 'aria-invalid': true }),
    ...((error || help) && { 'aria-describedby': note }),
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(ids)}
      {error ? (
        <p id={note} role="alert" className={styles.error}>
          {error}
        </p>
      ) : (
        help && (
          <p id={note} className={styles.help}>
            {help}
          </p>
        )
      )}
    </div>
  );
}
