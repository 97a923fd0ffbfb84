import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { CopyButton } from '@/components/ui/copy-button';
import { DetailPage } from '@/components/ui/detail-page';
import { EmailText } from '@/components/ui/email-text';
import { Facts } from '@/components/ui/facts';
import { MoneyText } from '@/components/ui/money-text';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { Section } from '@/components/ui/section';
import { StatusTag } from '@/components/ui/status-tag';
import type { MemberDetail } from '@/lib/members/get-member';
import { MemberCause } from './member-cause';
import { MemberMoves } from './member-moves';
import { MemberTimeline } from './member-timeline';

type MemberPageProps = {
  member: MemberDetail;
  viewer: 'distributor' | 'staff';
};

/** The page of one invitation: who, in which state, what can be done, what it is, what happened to it. */
export function MemberPage({ member, viewer }: MemberPageProps) {
  const t = useTranslations('member');
  return (
    <DetailPage
      title={
        <>
          {member.email} <CopyButton text={member.email} label={t('copy_email')} />
        </>
      }
      tags={<StatusTag kind="member" value={member.status} />}
      moves={<MemberMoves member={member} />}
      timeline={<MemberTimeline entries={member.timeline} viewer={viewer} />}
    >
      <RefreshWhile active={member.status === 'removing'} />
      {member.status === 'removing' && <p role="status">{t('removing')}</p>}
      <MemberFacts member={member} viewer={viewer} />
    </DetailPage>
  );
}

function MemberFacts({ member, viewer }: Pick<MemberPageProps, 'member' | 'viewer'>) {
  const t = useTranslations('member');
  const format = useFormatter();
  const when = (at: string | null) =>
    at && format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  const { status, code, order_no, resent_count, removal_error, unit_price } = member;
  const staff = viewer === 'staff';
  const open = status === 'invited';
  const orders = staff ? '/admin/orders' : '/orders';
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          { label: t('distributor'), value: staff && member.distributor },
          { label: t('email'), value: <EmailText email={member.email} /> },
          { label: t('team'), value: member.team },
          { label: t('code'), value: staff ? <code>{code}</code> : <CodeLink code={code} /> },
          { label: t('order'), value: <Link href={`${orders}/${order_no}`}>{order_no}</Link> },
          { label: t('invited'), value: when(member.created_at) },
          { label: t('sent'), value: when(member.sent_at) ?? (open && t('not_sent')) },
          { label: t('resent'), value: resent_count > 0 && t('resent_times', { count: resent_count }) },
          { label: t('open_until'), value: open && when(member.expires_at) },
          { label: t('accepted'), value: when(member.accepted_at) },
          {
            label: t('valid_until'),
            value: member.accepted_at && (when(member.valid_until) ?? t('valid_open')),
          },
          {
            label: t('price'),
            value: unit_price && <MoneyText amount={unit_price} currency={member.currency} />,
          },
          { label: t('ended'), value: when(member.ended_at) },
          { label: t('use_returned'), value: when(member.use_returned_at) },
          {
            label: t('removal_error'),
            value: status === 'active' && removal_error && <MemberCause code={removal_error} />,
          },
        ]}
      />
    </Section>
  );
}

function CodeLink({ code }: { code: string }) {
  return (
    <Link href={`/codes?q=${code}`}>
      <code>{code}</code>
    </Link>
  );
}
