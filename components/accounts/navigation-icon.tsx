'use client';

import {
  AppstoreOutlined,
  BellOutlined,
  BgColorsOutlined,
  ClockCircleOutlined,
  DashboardOutlined,
  LineChartOutlined,
  MailOutlined,
  SettingOutlined,
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
  jobs: ClockCircleOutlined,
  mails: MailOutlined,
  members: UserOutlined,
  orders: ShoppingOutlined,
  overview: LineChartOutlined,
  plans: AppstoreOutlined,
  settings: SettingOutlined,
  teams: TeamOutlined,
  users: UserSwitchOutlined,
};

export function NavigationIcon({ name }: { name: keyof typeof ICONS }) {
  const Icon = ICONS[name];
  return <Icon />;
}
