import type { Mode } from './palette';

/** Light or dark by choice, or as the device has it. */
export type ModeChoice = Mode | 'auto';

/** Choices a browser remembers in cookies, so that the server already renders them. */
export const MODE_COOKIE = 'theme';
export const SIDER_COOKIE = 'sider';

const YEAR_SECONDS = 31_536_000;

export function modeChoice(cookie: string | undefined): ModeChoice {
  return cookie === 'light' || cookie === 'dark' ? cookie : 'auto';
}

/** The id of the dark style sheet's link. */
export const DARK_SHEET = 'dark-sheet';

/** When the dark style sheet applies, as the `media` of its link. */
export const DARK_MEDIA: Record<ModeChoice, string> = {
  auto: '(prefers-color-scheme: dark)',
  dark: 'all',
  light: 'not all',
};

/** Keeps a choice for a year, or forgets it. */
export function keepChoice(cookie: string, value: string | null) {
  const age = value === null ? 0 : YEAR_SECONDS;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${cookie}=${value ?? ''}; path=/; max-age=${age}; samesite=lax${secure}`;
}
