'use client';

import { useTranslations } from 'next-intl';
import { useFeedback } from './feedback';
import { useLeaveWarning } from './use-leave-warning';

type LeaveGuard = {
  open: boolean;
  /** Something was typed that is not saved. */
  touched: boolean;
  /** It is being saved: nothing can be left then. */
  busy: boolean;
  close: () => void;
};

/** Leaves a form; asks first when something typed would be lost. The page itself asks when its tab is closed. */
export function useLeaveGuard({ open, touched, busy, close }: LeaveGuard) {
  const t = useTranslations('drawer');
  const feedback = useFeedback();
  useLeaveWarning(open && touched);
  return () => {
    if (busy) return;
    if (!touched) return close();
    feedback.dialog((modal) =>
      modal.confirm({
        title: t('discard_title'),
        content: t('discard_body'),
        okText: t('discard'),
        okButtonProps: { danger: true },
        cancelText: t('keep'),
        // Escape and then Enter is a slip, too.
        focusable: { autoFocusButton: 'cancel' },
        onOk: close,
      }),
    );
  };
}
