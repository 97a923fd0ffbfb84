'use client';

import { useMutation } from '@tanstack/react-query';
import { Flex, Modal } from 'antd';
import type { ReactNode } from 'react';
import { RefusalNotice } from './refusal-notice';

type ConfirmDialogProps = {
  open: boolean;
  close: () => void;
  title: string;
  /** What follows when it is confirmed. */
  children: ReactNode;
  /** The buttons: the verb that does it, and the way back. */
  verb: string;
  keep: string;
  danger?: boolean;
  /** Said when it could not be done; the dialog stays open. */
  failed: string;
  run: () => Promise<unknown>;
  /** Set while something in the dialog has to be entered first. */
  blocked?: boolean;
};

/** Asks before something is done that cannot be undone, does it once, and says when it did not work. */
export function ConfirmDialog({ open, close, title, children, ...verb }: ConfirmDialogProps) {
  const doing = useMutation({ mutationFn: verb.run, onSuccess: close });
  return (
    <Modal
      open={open}
      title={title}
      okText={verb.verb}
      cancelText={verb.keep}
      okButtonProps={{ danger: verb.danger, disabled: verb.blocked }}
      confirmLoading={doing.isPending}
      // Without a field to fill in, the way back has the focus: whoever presses Enter too early loses nothing.
      cancelButtonProps={{ disabled: doing.isPending, autoFocus: verb.blocked === undefined }}
      onOk={() => !doing.isPending && doing.mutate()}
      onCancel={() => !doing.isPending && close()}
      afterClose={doing.reset}
      destroyOnHidden
    >
      <Flex vertical gap={12}>
        {children}
        {doing.error && <RefusalNotice title={verb.failed} error={doing.error} />}
      </Flex>
    </Modal>
  );
}
