'use client';

import { Alert, Button } from 'antd';
import { startTransition, type ReactNode, type SubmitEvent } from 'react';
import type { ActionResult } from '@/lib/web/define-action';
import styles from './card-form.module.css';
import { Wait } from './wait';

type Refusal = Extract<ActionResult<unknown>, { ok: false }>['error'];

type CardFormProps = {
  /** The action and its state, of useActionState: the form works before scripts have loaded. */
  submit: (form: FormData) => void;
  pending: boolean;
  /** What the button does. */
  verb: string;
  /** Why it was not done. What is wrong with one field stands beside that field instead. */
  error?: Refusal;
  /** What is to be known before anything was tried. */
  notice?: string;
  children: ReactNode;
};

/** The form on a card: the page of somebody who does one thing and leaves. */
export function CardForm({ submit, pending, verb, error, notice, children }: CardFormProps) {
  // With scripts, React would empty the fields after each attempt: what was typed meanwhile would be lost.
  const keepInput = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!pending) startTransition(() => submit(form));
  };
  const refusal = error ? !wrongFieldOf(error) && wordsOf(error) : notice;
  return (
    <form action={submit} onSubmit={keepInput} className={styles.form} noValidate>
      {children}
      {refusal && <Alert type="error" showIcon role="alert" title={refusal} />}
      <Button type="primary" size="large" htmlType="submit" block loading={pending}>
        {verb}
      </Button>
    </form>
  );
}

/** The field that a refusal is about, where it is about one. */
export function wrongFieldOf(error: Refusal | undefined) {
  return error?.error_code === 'VALIDATION_ERROR' ? error.details.field : undefined;
}

function wordsOf({ error_code, details, message, request_id }: Refusal) {
  if (error_code !== 'RATE_LIMITED') return message;
  return <Wait key={request_id} seconds={Number(details.retry_after)} />;
}
