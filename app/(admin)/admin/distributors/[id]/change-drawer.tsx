'use client';

import { Alert } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FieldsDrawer } from '@/components/ui/fields-drawer';
import type { Distributor } from '@/lib/distributors/get-distributor';
import { changeDistributorAction } from './actions';

type ChangeDrawerProps = { open: boolean; close: () => void; distributor: Distributor };
type Field = 'name' | 'unit_price';

const FIELDS: Field[] = ['name', 'unit_price'];

const isRight = (field: Field, value: string) =>
  field === 'name' ? value !== '' && value.length <= 120 : /^\d{1,12}(\.\d{1,2})?$/.test(value);

/** Another name or unit price. */
export function ChangeDrawer({ open, close, distributor }: ChangeDrawerProps) {
  const t = useTranslations('distributors');
  const router = useRouter();
  const feedback = useFeedback();
  const { id, name, unit_price } = distributor;
  const run = async (draft: Record<Field, string>) => {
    const changed = answerOf(
      await changeDistributorAction({
        distributor_id: id,
        name: draft.name,
        unit_price: draft.unit_price.trim(),
      }),
    );
    feedback.success(t('changed_done', { name: changed.name }));
    router.refresh();
  };
  return (
    <FieldsDrawer
      open={open}
      close={close}
      title={t('change_title', { name })}
      note={<Alert type="info" showIcon title={t('change_note')} />}
      fields={FIELDS.map((field) => ({
        name: field,
        label: t(`field.${field}`),
        help: t(`help.${field}`),
        wrong: t(`wrong.${field}`),
        inputMode: field === 'unit_price' ? ('decimal' as const) : undefined,
      }))}
      before={{ name, unit_price }}
      isRight={isRight}
      verb={t('save')}
      failed={t('change_failed')}
      run={run}
    />
  );
}
