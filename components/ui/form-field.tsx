'use client';

import { useId, type ReactNode } from 'react';
import styles from './form-field.module.css';

type FieldIds = { id: string; status?: 'error'; 'aria-invalid'?: true; 'aria-describedby'?: string };

type FormFieldProps = {
  label: string;
  error: string | false | undefined;
  /** Draws the input, with what ties label and error to it. */
  children: (ids: FieldIds) => ReactNode;
};

/** A field of a form that also works before scripts have loaded. */
export function FormField({ label, error, children }: FormFieldProps) {
  const id = useId();
  const ids: FieldIds = error
    ? { id, status: 'error', 'aria-invalid': true, 'aria-describedby': `${id}-error` }
    : { id };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(ids)}
      {error && (
        <p id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
