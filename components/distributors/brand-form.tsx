'use client';

import { Button, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useActionState, useState, type ReactNode } from 'react';
import { FormField } from '@/components/ui/form-field';
import { PALETTE } from '@/components/ui/palette';
import { Section } from '@/components/ui/section';
import { useLeaveQuestion } from '@/components/ui/use-leave-question';
import type { Brand } from '@/lib/distributors/brand-of';
import type { BrandAction } from './brand-action';
import styles from './brand-form.module.css';
import { BrandPreview } from './brand-preview';
import { LogoForm } from './logo-form';
import { Outcome } from './outcome';

type BrandFormProps = {
  brand: Brand;
  saveBrand: BrandAction;
  saveLogo: BrandAction;
  removeLogo: BrandAction;
  /** What a logo may weigh, and how long the words may be. */
  most: { bytes: number; welcome: number };
};

const COLOR = /^#[0-9a-f]{6}$/i;

/** How a distributor's pages look, with what customers will see beside it. It works before scripts have loaded, too. */
export function BrandForm({ brand, saveBrand, most, ...logo }: BrandFormProps) {
  const t = useTranslations('brand');
  const [welcome, setWelcome] = useState(brand.welcome_text ?? '');
  const [color, setColor] = useState(brand.color ?? '');
  const [picture, setPicture] = useState<string>();
  const [answer, submit, pending] = useActionState(saveBrand, null);
  const wrong = answer && !answer.ok ? answer.error.details.field : undefined;
  const written = { welcome_text: welcome.trim(), color: COLOR.test(color) ? color.toLowerCase() : null };
  useLeaveQuestion(
    written.welcome_text !== (brand.welcome_text ?? '') || color.toLowerCase() !== (brand.color ?? ''),
  );
  return (
    <div className={styles.columns}>
      <div className={styles.forms}>
        <Section title={t('words')}>
          <form action={submit} className={styles.form} noValidate>
            <Wide>
              <FormField
                label={t('welcome')}
                help={t('welcome_help', { most: most.welcome })}
                error={wrong === 'welcome_text' && t('welcome_wrong', { most: most.welcome })}
              >
                {(ids) => (
                  <Input.TextArea
                    {...ids}
                    name="welcome_text"
                    rows={4}
                    maxLength={most.welcome}
                    value={welcome}
                    onChange={({ target }) => setWelcome(target.value)}
                  />
                )}
              </FormField>
            </Wide>
            <FormField
              label={t('color')}
              help={t('color_help')}
              error={wrong === 'brand_color' && t('color_wrong')}
            >
              {(ids) => (
                <div className={styles.color}>
                  <Input
                    {...ids}
                    name="brand_color"
                    placeholder={PALETTE.light.primary}
                    maxLength={7}
                    value={color}
                    onChange={({ target }) => setColor(target.value)}
                  />
                  <input
                    type="color"
                    aria-label={t('pick')}
                    className={styles.picker}
                    value={written.color ?? PALETTE.light.primary}
                    onChange={({ target }) => setColor(target.value)}
                  />
                </div>
              )}
            </FormField>
            <Outcome answer={answer} said={wrong !== undefined} title={t('save_failed')}>
              {t('saved')}
            </Outcome>
            <Button type="primary" htmlType="submit" loading={pending}>
              {t('save')}
            </Button>
          </form>
        </Section>
        <Section title={t('logo')}>
          <LogoForm has={brand.logo !== null} choose={setPicture} mostBytes={most.bytes} {...logo} />
        </Section>
      </div>
      <Section title={t('preview')}>
        <BrandPreview brand={{ ...brand, ...written, logo: picture ?? brand.logo }} />
      </Section>
    </div>
  );
}

function Wide({ children }: { children: ReactNode }) {
  return <div className={styles.wide}>{children}</div>;
}
