'use client';

import {
  ApiOutlined,
  AppstoreOutlined,
  BellOutlined,
  BgColorsOutlined,
  BugOutlined,
  ClockCircleOutlined,
  DashboardOutlined,
  KeyOutlined,
  LineChartOutlined,
  MailOutlined,
  PayCircleOutlined,
  NodeIndexOutlined,
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
  errors: BugOutlined,
  jobs: ClockCircleOutlined,
  keys: KeyOutlined,
  mails: MailOutlined,
  members: UserOutlined,
  orders: ShoppingOutlined,
  overview: LineChartOutlined,
  payments: PayCircleOutlined,
  plans: AppstoreOutlined,
  sagas: NodeIndexOutlined,
  settings: SettingOutlined,
  teams: TeamOutlined,
  users: UserSwitchOutlined,
  webhooks: ApiOutlined,
};

export type IconName = keyof typeof ICONS;

export function NavigationIcon({ name }: { name: IconName }) {
  const Icon = ICONS[name];
  // The word beside it says the same.
  return <Icon aria-hidden />;
}
