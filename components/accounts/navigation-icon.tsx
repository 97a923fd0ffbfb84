'use client';

import { BellOutlined, DashboardOutlined, ShoppingOutlined, TagsOutlined } from '@ant-design/icons';

const ICONS = {
  alerts: BellOutlined,
  codes: TagsOutlined,
  dashboard: DashboardOutlined,
  orders: ShoppingOutlined,
};

export function NavigationIcon({ name }: { name: keyof typeof ICONS }) {
  const Icon = ICONS[name];
  return <Icon />;
}
