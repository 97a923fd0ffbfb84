'use client';

import { useTranslations } from 'next-intl';
import { SplitButton, type MenuChoice } from '@/components/ui/split-button';
import type { Code } from '@/lib/codes/schema';
import { inviteLink, officialLink } from './code-links';
import { useCopyLink } from './use-copy-link';
import { useFeedback } from '@/components/ui/feedback';

type CodeActionsProps = {
  code: Code;
  origin: string;
  showQr: (code: Code) => void;
  /** Left out where codes are only looked at. */
  switchCode?: (code: Code) => void;
};

/** What can be done with one code; what distributors come for is its link under their own brand. */
export function CodeActions({ code: row, origin, showQr, switchCode }: CodeActionsProps) {
  const t = useTranslations('codes');
  const { copied, copy } = useCopyLink();
  const feedback = useFeedback();
  // The button beside the menu names the other link, so it does not answer for this one.
  const official = useCopyLink();
  const { code, is_active } = row;
  const copyOfficial = async () => {
    if (await official.copy(officialLink(origin, code))) feedback.success(t('official_copied', { code }));
  };
  const choices: MenuChoice[] = [
    { key: 'official', label: t('copy_official'), choose: () => void copyOfficial() },
    { key: 'qr', label: t('qr'), choose: () => showQr(row) },
    ...(switchCode
      ? [
          {
            key: 'switch',
            label: t(is_active ? 'disable' : 'enable'),
            danger: is_active,
            choose: () => switchCode(row),
          },
        ]
      : []),
  ];
  return (
    <>
      <SplitButton
        label={t(copied ? 'copied' : 'copy_invite')}
        describe={copied ? undefined : t('copy_invite_of', { code })}
        act={() => void copy(inviteLink(origin, code))}
        menuLabel={t('more_of', { code })}
        choices={choices}
      />
      {copied && (
        <span role="status" className="heard">
          {t('copied')}
        </span>
      )}
    </>
  );
}
