import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AlertsTabs } from '@/components/monitoring/alerts-tabs';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { listAlertChannels } from '@/lib/monitoring/list-alert-channels';
import { listAlertRules, modelRule, possibleSubjects } from '@/lib/monitoring/list-alert-rules';
import { pageContext } from '@/lib/web/session';
import { CreateRuleButton } from './create-rule-button';
import { RulesTable } from './rules-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alert_rules'))('title') };
}

export default async function AlertRulesPage() {
  const ctx = await pageContext('monitoring.view-alert-rules');
  const [t, rules, channels] = await Promise.all([
    getTranslations('alert_rules'),
    listAlertRules(ctx),
    listAlertChannels(ctx),
  ]);
  const choices = channels.map(({ id, name }) => ({ id, name }));
  const subjects = possibleSubjects(rules);
  return (
    <ClientMessages of={['alert_rules', 'drawer']}>
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        action={<CreateRuleButton model={modelRule()} subjects={subjects} channels={choices} />}
      />
      <AlertsTabs current="rules" setsTerms />
      <RulesTable rules={rules} channels={choices} />
    </ClientMessages>
  );
}
