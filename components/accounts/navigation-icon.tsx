'use client';

import {
  BellOutlined,
  DashboardOutlined,
  ShoppingOutlined,
  TagsOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';

const ICONS = {
  alerts: BellOutlined,
  codes: TagsOutlined,
  dashboard: DashboardOutlined,
  members: UserOutlined,
  orders: ShoppingOutlined,
  teams: TeamOutlined,
};

export function NavigationIcon({ name }: { name: keyof typeof ICONS }) {
  const Icon = ICONS[name];
  return <Icon />;
}
