import { useTranslations } from 'next-intl';
import type { Tone } from '@/components/ui/palette';
import { Timeline } from '@/components/ui/timeline';
import type { MemberEntry, MemberStep } from '@/lib/members/member-timeline';
import { MemberCause } from './member-cause';

const TONES: Record<MemberStep, Tone> = {
  redeemed: 'waiting',
  sent: 'waiting',
  send_failed: 'attention',
  resend_asked: 'working',
  resent: 'waiting',
  resend_failed: 'attention',
  accepted: 'good',
  removal_asked: 'working',
  removal_failed: 'attention',
  removed: 'ended',
  expired: 'ended',
  membership_expired: 'ended',
  withdrawn: 'ended',
  failed: 'failed',
  use_returned: 'good',
};

type MemberTimelineProps = { entries: MemberEntry[]; viewer: 'distributor' | 'staff' };

/** Everything that happened to an invitation and its member, newest first. */
export function MemberTimeline({ entries, viewer }: MemberTimelineProps) {
  const t = useTranslations('member');
  const items = entries.map(({ id, at, by, step, reason, error_code }) => ({
    id,
    at,
    tone: TONES[step],
    what: (
      <>
        <strong>{t(`step.${step}`)}</strong>
        {reason && <span>{t('reason', { reason })}</span>}
        {error_code && (
          <span>
            <MemberCause code={error_code} />
          </span>
        )}
      </>
    ),
    by: t(viewer === 'distributor' && by === 'distributor' ? 'by.you' : `by.${by}`),
  }));
  return <Timeline title={t('timeline')} items={items} />;
}
