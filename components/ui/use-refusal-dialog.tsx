'use client';

import { App } from 'antd';
import { useTranslations } from 'next-intl';
import { RefusalNotice } from './refusal-notice';

type Modal = ReturnType<typeof App.useApp>['modal'];

function show(modal: Modal, close: string, title: string, error: unknown) {
  const content = <RefusalNotice title={title} error={error} />;
  modal.error({ icon: null, title: null, content, okText: close });
}

/** Says that something could not be done, where the button that did it has no room for it. */
export function useRefusalDialog() {
  const t = useTranslations('ui');
  const { modal } = App.useApp();
  return (title: string, error: unknown) => show(modal, t('close'), title, error);
}
