'use client';

import { DashboardOutlined, ShoppingOutlined, TagsOutlined } from '@ant-design/icons';

const ICONS = { codes: TagsOutlined, dashboard: DashboardOutlined, orders: ShoppingOutlined };

export function NavigationIcon({ name }: { name: keyof typeof ICONS }) {
  const Icon = ICONS[name];
  return <Icon />;
}
