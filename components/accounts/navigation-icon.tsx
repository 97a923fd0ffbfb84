'use client';

import {
  AppstoreOutlined,
  BellOutlined,
  BgColorsOutlined,
  ClockCircleOutlined,
  DashboardOutlined,
  KeyOutlined,
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
  keys: KeyOutlined,
  mails: MailOutlined,
  members: UserOutlined,
  orders: ShoppingOutlined,
  overview: LineChartOutlined,
  plans: AppstoreOutlined,
  settings: SettingOutlined,
  teams: TeamOutlined,
  users: UserSwitchOutlined,
};

export type IconName = keyof typeof ICONS;

export function NavigationIcon({ name }: { name: IconName }) {
  const Icon = ICONS[name];
  // The word beside it says the same.
  return <Icon aria-hidden />;
}
