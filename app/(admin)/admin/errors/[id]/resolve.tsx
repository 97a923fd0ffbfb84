'use client';

import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import type { WholeError } from '@/lib/monitoring/get-error';
import { resolveErrorAction } from './actions';

/** Marks it as mended, until it comes again. */
export function Resolve({ error: { id, error_code: code } }: { error: WholeError }) {
  const t = useTranslations('error_events');
  return (
    <ActionButton
      verb={t('resolve')}
      named={t('resolve_named', { code })}
      run={() => resolveErrorAction({ error_id: id })}
      done={t('resolve_done')}
      failed={t('resolve_failed')}
    />
  );
}
