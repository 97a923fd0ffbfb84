'use client';

import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { useTranslations } from 'next-intl';
import type { ModeChoice } from '../preference';
import { chooseMode, useModeChoice } from '../use-mode';
import styles from './frame.module.css';
import { ToolMenu } from './tool-menu';

const ICONS = { auto: DesktopOutlined, light: SunOutlined, dark: MoonOutlined };
const CHOICES: ModeChoice[] = ['auto', 'light', 'dark'];

export function ModeSwitch() {
  const t = useTranslations('ui.frame');
  const chosen = useModeChoice();
  const Face = ICONS[chosen];
  return (
    <ToolMenu id="mode-menu" label={t('theme')} face={<Face />}>
      {CHOICES.map((choice) => {
        const Icon = ICONS[choice];
        return (
          <button
            key={choice}
            type="button"
            className={styles.choice}
            aria-pressed={choice === chosen}
            onClick={() => chooseMode(choice)}
          >
            <Icon aria-hidden /> {t(`theme_${choice}`)}
          </button>
        );
      })}
    </ToolMenu>
  );
}
