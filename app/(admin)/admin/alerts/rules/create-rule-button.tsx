'use client';

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useDrawer } from '@/components/ui/use-drawer';
import type { ShownRule } from '@/lib/monitoring/list-alert-rules';
import type { ChannelChoice } from './rule-drawer';

const RuleDrawer = dynamic(() => import('./rule-drawer').then((file) => file.RuleDrawer), { ssr: false });

type CreateRuleButtonProps = { model: ShownRule; subjects: string[]; channels: ChannelChoice[] };

export function CreateRuleButton({ model, subjects, channels }: CreateRuleButtonProps) {
  const t = useTranslations('alert_rules');
  const { show, drawer } = useDrawer('rule');
  return (
    <>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} aria-haspopup="dialog" onClick={show}>
        {t('create')}
      </Button>
      {drawer && (
        <RuleDrawer {...drawer} key={drawer.key} rule={model} subjects={subjects} channels={channels} />
      )}
    </>
  );
}
