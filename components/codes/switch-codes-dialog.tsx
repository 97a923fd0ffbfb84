'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useFeedback } from '@/components/ui/feedback';
import { newFormKey } from '@/components/ui/form-key';
import type { Code, SwitchCodesInput, SwitchedCode } from '@/lib/codes/schema';
import type { ActionResult } from '@/lib/web/define-action';
import styles from './switch-codes-dialog.module.css';

export type SwitchCodesAction = (
  input: SwitchCodesInput,
  formKey?: string,
) => Promise<ActionResult<SwitchedCode[]>>;

type SwitchCodesDialogProps = {
  codes: Code[];
  active: boolean;
  run: SwitchCodesAction;
  /** They were switched, as far as they could be. */
  done: () => void;
};

/** Disables or enables codes, and says which of them stayed as they were. Mounted anew for each asking. */
export function SwitchCodesDialog({ codes, active, run, done }: SwitchCodesDialogProps) {
  const t = useTranslations('codes');
  const router = useRouter();
  const feedback = useFeedback();
  const [open, setOpen] = useState(true);
  const [formKey] = useState(newFormKey);
  const count = codes.length;
  const words = active
    ? ({ title: 'enable_title', body: 'enable_body', verb: 'enable', failed: 'enable_failed' } as const)
    : ({ title: 'disable_title', body: 'disable_body', verb: 'disable', failed: 'disable_failed' } as const);
  const confirmed = async () => {
    const results = answerOf(await run({ ids: codes.map(({ id }) => id), active }, formKey));
    const switched = results.filter(({ outcome }) => outcome === 'switched').length;
    if (switched === results.length)
      feedback.success(t(active ? 'enabled_done' : 'disabled_done', { count: switched }));
    else {
      const title = t('not_all_title', { done: switched, total: results.length });
      const content = <Outcomes codes={codes} results={results} active={active} t={t} />;
      feedback.dialog((modal) => modal.info({ title, content, okText: t('close') }));
    }
    done();
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={open}
      close={() => setOpen(false)}
      title={t(words.title, { count, code: codes[0]?.code ?? '' })}
      verb={t(words.verb)}
      keep={t('cancel')}
      danger={!active}
      failed={t(words.failed)}
      run={confirmed}
    >
      {t(words.body, { count })}
    </ConfirmDialog>
  );
}

type OutcomesProps = {
  codes: Code[];
  results: SwitchedCode[];
  active: boolean;
  /** antd draws its dialogs outside of the providers. */
  t: ReturnType<typeof useTranslations<'codes'>>;
};

function Outcomes({ codes, results, active, t }: OutcomesProps) {
  const asked = new Map(codes.map(({ id, code }) => [id, code]));
  return (
    <dl className={styles.outcomes}>
      {results.map(({ id, code, outcome }) => (
        <div key={id}>
          <dt>
            <code>{code ?? asked.get(id)}</code>
          </dt>
          <dd>{t(`outcome.${outcome === 'unchanged' && active ? 'unchanged_on' : outcome}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
