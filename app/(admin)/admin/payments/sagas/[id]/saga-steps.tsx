import { useTranslations } from 'next-intl';
import { Cause } from '@/components/orders/cause';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownStep } from '@/lib/monitoring/get-saga';
import styles from './saga-steps.module.css';

/** Each step with what it was given, what came of it, and whether it is undone. */
export function SagaSteps({ steps }: { steps: ShownStep[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <Step key={step.seq} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: ShownStep }) {
  const t = useTranslations('sagas');
  return (
    <li className={styles.step}>
      <div className={styles.head}>
        <strong>{t(`steps.${step.name}`)}</strong>
        <StatusTag kind="saga_step" value={step.status} />
      </div>
      <p className={styles.about}>
        {t(`does.${step.name}`)} {undoOf(step)}
      </p>
      <p className={styles.facts}>
        <span>{t('runs', { count: step.attempts })}</span>
        {step.failures > 0 && <span>{t('failures', { count: step.failures })}</span>}
        {step.compensation_attempts > 0 && (
          <span>{t('undo_runs', { count: step.compensation_attempts })}</span>
        )}
        {step.error_code && (
          <span>
            {t('cause')}: <Cause code={step.error_code} />
          </span>
        )}
        {step.next_try_at && (
          <span>
            {t('next_try')} <RelativeTime at={step.next_try_at} />
          </span>
        )}
        {step.finished_at && (
          <span>
            {t('finished')} <RelativeTime at={step.finished_at} />
          </span>
        )}
        {step.compensated_at && (
          <span>
            {t('undone')} <RelativeTime at={step.compensated_at} />
          </span>
        )}
      </p>
      {[step.input, step.output].some(Boolean) && (
        <details>
          <summary>{t('given')}</summary>
          {step.input && <pre tabIndex={0}>{step.input}</pre>}
          {step.output && <pre tabIndex={0}>{step.output}</pre>}
        </details>
      )}
    </li>
  );

  function undoOf({ has_undo, is_pivot }: ShownStep) {
    if (is_pivot) return t('is_pivot');
    return has_undo ? t(`undoes.${step.name === 'charge' ? 'charge' : 'confirm'}`) : t('nothing_to_undo');
  }
}
