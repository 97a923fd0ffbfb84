'use client';

import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useState, type ChangeEvent } from 'react';
import { FormField } from '@/components/ui/form-field';
import type { BrandAction } from './brand-action';
import styles from './brand-form.module.css';
import { Outcome } from './outcome';

type LogoFormProps = {
  has: boolean;
  /** Shows a picture in the preview before it is uploaded; undefined: the present one. */
  choose: (picture: string | undefined) => void;
  mostBytes: number;
  saveLogo: BrandAction;
  removeLogo: BrandAction;
};

const TYPES = 'image/png,image/jpeg,image/webp';

/** Uploads a logo or takes it away. */
export function LogoForm({ has, choose, mostBytes, saveLogo, removeLogo }: LogoFormProps) {
  const t = useTranslations('brand');
  const [saved, save, saving] = useActionState(saveLogo, null);
  const [removed, remove, removing] = useActionState(removeLogo, null);
  const [tooLarge, setTooLarge] = useState(false);
  const [picture, setPicture] = useState<string>();
  useEffect(() => () => (picture ? URL.revokeObjectURL(picture) : undefined), [picture]);
  const most = Math.round(mostBytes / 1024);
  const chosen = ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const [file] = input.files ?? [];
    const refused = file !== undefined && file.size > mostBytes;
    // Past a megabyte the server would hang up before it could say why.
    if (refused) input.value = '';
    setTooLarge(refused);
    const shown = file && !refused ? URL.createObjectURL(file) : undefined;
    setPicture(shown);
    choose(shown);
  };
  const refusal = saved?.ok === false ? saved.error : undefined;
  const error = refusal?.details.field === 'logo' && refusal.message;
  return (
    <div className={styles.form}>
      <form action={save} className={styles.form}>
        <FormField
          label={t('file')}
          help={t('file_help', { most })}
          error={tooLarge ? t('too_large', { most }) : error}
        >
          {({ status: _, ...ids }) => (
            <input
              {...ids}
              type="file"
              name="logo"
              accept={TYPES}
              required
              className={styles.file}
              onChange={chosen}
            />
          )}
        </FormField>
        <Outcome answer={saved} said={Boolean(error)} title={t('upload_failed')}>
          {t('uploaded')}
        </Outcome>
        <Button htmlType="submit" type="primary" loading={saving}>
          {t('upload')}
        </Button>
      </form>
      {has && (
        <form action={remove}>
          <Flex vertical gap={8} align="start">
            <Outcome answer={removed} said={false} title={t('remove_failed')}>
              {null}
            </Outcome>
            <Button htmlType="submit" danger loading={removing}>
              {t('remove')}
            </Button>
          </Flex>
        </form>
      )}
    </div>
  );
}
