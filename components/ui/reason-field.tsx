'use client';

import { Input } from 'antd';
import { useState } from 'react';
import { FormField } from './form-field';

const LONGEST = 500;

type ReasonFieldProps = {
  label: string;
  help: string;
  /** Said once something was typed and taken away again. */
  missing: string;
  value: string;
  onChange: (reason: string) => void;
};

/** Why something is done that others will ask about. Has the focus where it appears. */
export function ReasonField({ label, help, missing, value, onChange }: ReasonFieldProps) {
  const [typed, setTyped] = useState(false);
  return (
    <FormField label={label} help={help} error={typed && value.trim() === '' && missing}>
      {(ids) => (
        <Input.TextArea
          {...ids}
          rows={3}
          maxLength={LONGEST}
          value={value}
          autoFocus
          onChange={({ target }) => {
            onChange(target.value);
            setTyped(true);
          }}
        />
      )}
    </FormField>
  );
}
