import { theme as antdTheme, type ThemeConfig } from 'antd';
import { PALETTE, SIDER, THEME_KEY, type Mode, type Palette } from './palette';

type Algorithm = typeof antdTheme.darkAlgorithm;

const FONT =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'PingFang SC', 'Hiragino Sans GB', " +
  "'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";
const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

const ALGORITHMS: Record<Mode, Algorithm> = {
  light: antdTheme.defaultAlgorithm,
  dark: antdTheme.darkAlgorithm,
};

/** antd's dark algorithm dims the colours it is given; these stay as the palette has them. */
function exactly(colors: Palette): Algorithm {
  return (seed, map) => ({
    ...(map ?? antdTheme.defaultAlgorithm(seed)),
    colorPrimary: colors.primary,
    colorPrimaryHover: colors.primaryHover,
    colorPrimaryActive: colors.primaryHover,
    colorInfo: colors.primary,
    colorLink: colors.link,
    colorLinkHover: colors.linkHover,
    colorLinkActive: colors.linkHover,
    colorSuccess: colors.success,
    colorWarning: colors.warning,
    colorError: colors.error,
  });
}

/** What antd looks like in a mode: read when the style sheets are extracted, and by the browser for sizes. */
export function themeOf(mode: Mode): ThemeConfig {
  const colors = PALETTE[mode];
  return {
    zeroRuntime: true,
    hashed: false,
    cssVar: { key: THEME_KEY },
    algorithm: [ALGORITHMS[mode], exactly(colors)],
    token: {
      fontFamily: FONT,
      fontFamilyCode: MONO,
      colorPrimary: colors.primary,
      colorInfo: colors.primary,
      colorLink: colors.link,
      colorSuccess: colors.success,
      colorWarning: colors.warning,
      colorError: colors.error,
      colorSuccessBg: colors.tones.good.fill,
      colorSuccessBorder: colors.tones.good.line,
      colorInfoBg: colors.tones.working.fill,
      colorInfoBorder: colors.tones.working.line,
      colorWarningBg: colors.tones.waiting.fill,
      colorWarningBorder: colors.tones.waiting.line,
      colorErrorText: colors.errorText,
      colorWarningText: colors.warningText,
      colorSuccessText: colors.successText,
      colorErrorBg: colors.tones.failed.fill,
      colorErrorBorder: colors.tones.failed.line,
      colorBgLayout: colors.page,
      colorBgContainer: colors.card,
      colorBgElevated: colors.raised,
      colorBorder: colors.line,
      colorBorderSecondary: colors.lineSoft,
      colorText: colors.text,
      colorTextSecondary: colors.textSoft,
      colorTextTertiary: colors.textFaint,
      colorTextDescription: colors.textFaint,
      colorTextPlaceholder: colors.placeholder,
      colorTextHeading: colors.text,
      colorIcon: colors.textFaint,
    },
    components: {
      Layout: { siderBg: SIDER.fill },
      Table: { cellPaddingBlock: 10, cellPaddingInline: 12, headerColor: colors.textSoft },
      Card: { bodyPadding: 20, headerHeight: 48 },
      Tabs: {
        itemSelectedColor: colors.link,
        itemHoverColor: colors.linkHover,
        itemActiveColor: colors.link,
      },
      Pagination: { itemActiveColor: colors.link },
      Button: {
        defaultHoverColor: colors.link,
        defaultHoverBorderColor: colors.link,
        defaultActiveColor: colors.linkHover,
        defaultActiveBorderColor: colors.linkHover,
        colorError: colors.danger.fill,
        colorErrorHover: colors.danger.hover,
        colorErrorActive: colors.danger.hover,
        dangerColor: colors.danger.text,
      },
      // A solid red is dim as text on a dark card, and the text red is too pale under white.
      Form: { colorError: colors.errorText, colorWarning: colors.warningText, labelColor: colors.text },
      Typography: {
        colorError: colors.errorText,
        colorSuccess: colors.successText,
        colorWarning: colors.warningText,
      },
    },
  };
}
