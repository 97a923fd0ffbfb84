'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FieldsDrawer, type DrawerField } from '@/components/ui/fields-drawer';
import type { ShownRule } from '@/lib/monitoring/list-alert-rules';
import { SEVERITIES } from '@/lib/monitoring/shape';
import { changeAlertRuleAction, createAlertRuleAction } from './actions';
import { ALL, draftOf, followChannels, isWithin, termsOf, type RuleDraft } from './rule-draft';
import { useRuleWords } from './use-rule-words';

export type ChannelChoice = { id: number; name: string };

type RuleDrawerProps = {
  open: boolean;
  close: () => void;
  /** The rule as it stands, or the one that a new one begins as. */
  rule: ShownRule;
  channels: ChannelChoice[];
  /** Of a new rule: which errors it may be about. */
  subjects?: string[];
};

/** Changes a rule, or makes one about some errors; says in words what it comes to. */
export function RuleDrawer({ open, close, rule, channels, subjects }: RuleDrawerProps) {
  const t = useTranslations('alert_rules');
  const router = useRouter();
  const feedback = useFeedback();
  const { nameOf, whenOf, errorsOf } = useRuleWords();
  const { bounds } = rule;
  const before = { ...draftOf(rule), ...(subjects && { subject: '' }) };

  const number = (name: 'threshold' | 'window' | 'repeat', range: [number, number] | null) => {
    if (!range) return [];
    const [least, most] = range;
    const field: DrawerField<keyof RuleDraft> = {
      name,
      label: t(name),
      help: name === 'repeat' ? t('repeat_help') : undefined,
      wrong: t(name === 'threshold' ? 'threshold_wrong' : 'window_wrong', { least, most }),
      inputMode: 'numeric',
    };
    return [field];
  };
  const fields: DrawerField<keyof RuleDraft>[] = [
    ...(subjects
      ? [
          {
            name: 'subject' as const,
            label: t('errors'),
            help: t('errors_help'),
            wrong: t('errors_wrong'),
            options: ['', ...subjects].map((value) => ({ value, label: value && errorsOf(value) })),
          },
        ]
      : []),
    {
      name: 'enabled',
      label: t('enabled'),
      wrong: '',
      options: (['on', 'off'] as const).map((value) => ({ value, label: t(value) })),
    },
    ...number('threshold', bounds.threshold),
    ...number('window', bounds.window),
    ...number('repeat', bounds.repeat),
    {
      name: 'severity',
      label: t('severity'),
      wrong: '',
      options: SEVERITIES.map((value) => ({ value, label: t(`severities.${value}`) })),
    },
    {
      name: 'channels',
      label: t('channels'),
      help: channels.length ? t('channels_help') : t('channels_none_yet'),
      wrong: '',
      many: true,
      options: [
        { value: ALL, label: t('channels_all') },
        ...channels.map(({ id, name }) => ({ value: String(id), label: name })),
      ],
    },
  ];
  const isRight = (field: keyof RuleDraft, value: string) => {
    const range = field === 'subject' ? null : rangeOf(field, rule);
    return field === 'subject' ? value !== '' : !range || isWithin(value, range);
  };
  const says = (draft: RuleDraft) => {
    if (draft.enabled === 'off') return t(rule.by === 'watch' ? 'off_watch' : 'off_verb');
    const { threshold, window_minutes, repeat_minutes } = termsOf(draft, rule);
    if (Number.isNaN(threshold) || Number.isNaN(window_minutes) || Number.isNaN(repeat_minutes)) return '';
    if (subjects && !draft.subject) return '';
    const when = whenOf({ rule: rule.rule, subject: draft.subject, threshold, window_minutes });
    return `${when} ${t('again', { minutes: repeat_minutes })}`;
  };
  const run = async (draft: RuleDraft, formKey: string) => {
    const { version, subject } = rule;
    const terms = termsOf(draft, rule);
    answerOf(
      subjects
        ? await createAlertRuleAction({ subject: draft.subject, ...terms }, formKey)
        : await changeAlertRuleAction({ rule: rule.rule, subject, version, ...terms }),
    );
    feedback.success(t(subjects ? 'created_done' : 'changed_done'));
    router.refresh();
  };
  return (
    <FieldsDrawer
      open={open}
      close={close}
      title={subjects ? t('create_title') : nameOf(rule)}
      fields={fields}
      before={before}
      isRight={isRight}
      follow={followChannels}
      says={says}
      verb={t(subjects ? 'create' : 'save')}
      failed={t(subjects ? 'create_failed' : 'change_failed')}
      run={run}
    />
  );
}

function rangeOf(field: keyof RuleDraft, { bounds }: ShownRule) {
  if (field === 'threshold' || field === 'window' || field === 'repeat') return bounds[field];
  return null;
}
