'use client';

import {
  AppstoreOutlined,
  BellOutlined,
  BgColorsOutlined,
  DashboardOutlined,
  MailOutlined,
  ShopOutlined,
  ShoppingOutlined,
  TagsOutlined,
  TeamOutlined,
  UserOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';

const ICONS = {
  alerts: BellOutlined,
  brand: BgColorsOutlined,
  codes: TagsOutlined,
  dashboard: DashboardOutlined,
  distributors: ShopOutlined,
  mails: MailOutlined,
  members: UserOutlined,
  orders: ShoppingOutlined,
  plans: AppstoreOutlined,
  teams: TeamOutlined,
  users: UserSwitchOutlined,
};

export function NavigationIcon({ name }: { name: keyof typeof ICONS }) {
  const Icon = ICONS[name];
  return <Icon />;
}
