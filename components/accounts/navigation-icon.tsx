'use client';

import {
  BellOutlined,
  DashboardOutlined,
  MailOutlined,
  ShoppingOutlined,
  TagsOutlined,
  TeamOutlined,
  UserOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';

const ICONS = {
  alerts: BellOutlined,
  codes: TagsOutlined,
  dashboard: DashboardOutlined,
  mails: MailOutlined,
  members: UserOutlined,
  orders: ShoppingOutlined,
  teams: TeamOutlined,
  users: UserSwitchOutlined,
};

export function NavigationIcon({ name }: { name: keyof typeof ICONS }) {
  const Icon = ICONS[name];
  return <Icon />;
}
