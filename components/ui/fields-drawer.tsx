'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Flex, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { RefusedError } from './answers';
import native from './field.module.css';
import styles from './fields-drawer.module.css';
import { focusOn } from './focus-on';
import { FormField } from './form-field';
import { newFormKey } from './form-key';
import { RefusalNotice } from './refusal-notice';
import { useLeaveGuard } from './use-leave-guard';

export type DrawerField<F extends string> = {
  name: F;
  label: string;
  help?: string;
  /** Said beside the field when what stands in it cannot be sent. */
  wrong: string;
  inputMode?: 'numeric' | 'decimal' | 'email';
  /** Shown, but not to be changed. */
  fixed?: boolean;
  /** Left out: a plain text. */
  options?: { value: string; label: string }[];
  /** Several of the options may be chosen: their values stand side by side, with commas between them. */
  many?: boolean;
};

type FieldsDrawerProps<F extends string> = {
  open: boolean;
  close: () => void;
  title: string;
  /** What is to be known before it is saved. */
  note?: ReactNode;
  fields: DrawerField<F>[];
  before: Record<F, string>;
  /** @param draft all that is typed, where one field decides about another */
  isRight: (field: F, value: string, draft: Record<F, string>) => boolean;
  /** What else changes with the field that was typed in. */
  follow?: (draft: Record<F, string>, typed: F, before: Record<F, string>) => Record<F, string>;
  /** Refusals that are about one field, by their code. */
  about?: Partial<Record<string, F>>;
  /** Says in words what the fields come to as they stand. */
  says?: (draft: Record<F, string>) => ReactNode;
  verb: string;
  failed: string;
  /** Saves; the key makes a form that is sent twice act once. */
  run: (draft: Record<F, string>, formKey: string) => Promise<unknown>;
};

/** A form of a few plain fields in a drawer. What was typed is not lost by a slip. */
export function FieldsDrawer<F extends string>(props: FieldsDrawerProps<F>) {
  const { open, close, fields, before, isRight, follow, about = {} } = props;
  const t = useTranslations('drawer');
  const [draft, setDraft] = useState(before);
  const [wrong, setWrong] = useState<F[]>([]);
  const [formKey] = useState(newFormKey);
  const saving = useMutation({
    mutationFn: (read: Record<F, string>) => props.run(read, formKey),
    onSuccess: close,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = fields.map(({ name }) => name).filter((name) => !isRight(name, draft[name].trim(), draft));
    setWrong(found);
    if (found[0]) return focusOn(event.currentTarget, found[0]);
    if (!saving.isPending) saving.mutate(draft);
  };
  const touched = JSON.stringify(draft) !== JSON.stringify(before);
  const leave = useLeaveGuard({
    open,
    touched: touched && !saving.isSuccess,
    busy: saving.isPending,
    close,
  });
  const refusal = saving.error instanceof RefusedError ? saving.error : undefined;
  const refused =
    refusal && (about[refusal.errorCode] ?? fields.find(({ name }) => name === refusal.field)?.name);
  const errorOf = (name: F, words: string) => {
    if (wrong.includes(name)) return words;
    if (wrong.length || refused !== name) return undefined;
    // What only the server finds wrong is still the same thing to put right.
    return refusal?.errorCode === 'VALIDATION_ERROR' ? words : refusal?.message;
  };
  const typed = (name: F, value: string) => {
    const next = { ...draft, [name]: value };
    setDraft(follow ? follow(next, name, draft) : next);
    setWrong(wrong.filter((other) => other !== name));
  };
  return (
    <Drawer
      title={props.title}
      size={720}
      open={open}
      onClose={leave}
      mask={{ closable: !saving.isPending }}
      classNames={{ wrapper: styles.wrapper }}
    >
      <form onSubmit={submit} noValidate className={styles.form}>
        {props.note}
        {fields.map(({ name, label, help, inputMode, fixed, options, many, wrong: words }) => (
          <FormField key={name} label={label} help={help} error={errorOf(name, words)}>
            {({ status, ...ids }) => {
              const field = {
                ...ids,
                name,
                value: draft[name],
                disabled: fixed,
                onChange: ({ target }: { target: { value: string } }) => typed(name, target.value),
              };
              if (options && many)
                return (
                  <Choices
                    {...field}
                    {...ids}
                    label={label}
                    options={options}
                    choose={(value) => typed(name, value)}
                  />
                );
              if (!options)
                return <Input {...field} status={status} inputMode={inputMode} autoComplete="off" />;
              return (
                <select {...field} className={native.field}>
                  {options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </select>
              );
            }}
          </FormField>
        ))}
        {props.says && <output className={styles.says}>{props.says(draft)}</output>}
        {saving.error && !refused && !wrong.length && (
          <RefusalNotice title={props.failed} error={saving.error} />
        )}
        <Flex gap={8} justify="flex-end" className={styles.moves}>
          <Button onClick={leave} disabled={saving.isPending}>
            {t('cancel')}
          </Button>
          <Button type="primary" htmlType="submit" loading={saving.isPending}>
            {props.verb}
          </Button>
        </Flex>
      </form>
    </Drawer>
  );
}

type ChoicesProps = {
  id: string;
  name: string;
  value: string;
  label: string;
  disabled?: boolean;
  options: { value: string; label: string }[];
  choose: (value: string) => void;
};

function Choices({ id, name, value, label, disabled, options, choose }: ChoicesProps) {
  const chosen = value === '' ? [] : value.split(',');
  return (
    <div role="group" aria-label={label} className={styles.choices}>
      {options.map((option, at) => (
        <label key={option.value}>
          <input
            id={at === 0 ? id : undefined}
            type="checkbox"
            name={name}
            value={option.value}
            checked={chosen.includes(option.value)}
            disabled={disabled}
            onChange={({ target }) =>
              choose(
                (target.checked
                  ? [...chosen, option.value]
                  : chosen.filter((other) => other !== option.value)
                ).join(','),
              )
            }
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
