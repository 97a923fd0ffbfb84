/** Every colour of the product. The theme's style sheets, antd's tokens, tags and charts all take theirs from here. */
export type Mode = 'light' | 'dark';

/** The class that carries antd's variables. One for both modes, so that the mode is a matter of style sheets alone. */
export const THEME_KEY = 'tb';

/** What a colour says: a status is one of these wherever it is seen. */
export type Tone = 'waiting' | 'working' | 'good' | 'attention' | 'failed' | 'ended';

type ToneColors = { text: string; fill: string; line: string };

export type Palette = {
  primary: string;
  primaryHover: string;
  link: string;
  linkHover: string;
  success: string;
  warning: string;
  error: string;
  /** Red, amber and green as text on the page, where the solid colour would be too dim to read. */
  errorText: string;
  warningText: string;
  successText: string;
  /** A button that destroys: the fill is also the text of its quieter kind, so it must be seen on the card. */
  danger: { fill: string; hover: string; text: string };
  page: string;
  card: string;
  raised: string;
  line: string;
  lineSoft: string;
  text: string;
  textSoft: string;
  textFaint: string;
  placeholder: string;
  tones: Record<Tone, ToneColors>;
  /** Charts take these in order; each stands out from the card by 3:1 and more. */
  series: string[];
};

/** The sider is the same dark blue in both modes. */
export const SIDER = {
  fill: '#001529',
  hover: '#0f2a45',
  active: '#1668dc',
  text: '#b8c4d0',
  label: '#8496a9',
};

export const PALETTE: Record<Mode, Palette> = {
  light: {
    primary: '#1668dc',
    primaryHover: '#0f55bd',
    link: '#1668dc',
    linkHover: '#0b4fb3',
    success: '#287d1a',
    warning: '#b26a00',
    error: '#cf1f2b',
    errorText: '#b3161f',
    warningText: '#7a5200',
    successText: '#1f6b16',
    danger: { fill: '#cf1f2b', hover: '#a8121d', text: '#ffffff' },
    page: '#f4f6f9',
    card: '#ffffff',
    raised: '#ffffff',
    line: '#d5dae1',
    lineSoft: '#e8ebf0',
    text: '#1b2129',
    textSoft: '#4b5563',
    textFaint: '#626c7a',
    placeholder: '#6a7481',
    tones: {
      waiting: { text: '#7a5200', fill: '#fff6dc', line: '#f0d999' },
      working: { text: '#0b4fb3', fill: '#e8f1ff', line: '#b5d2fb' },
      good: { text: '#1f6b16', fill: '#eaf6e5', line: '#b9dfae' },
      attention: { text: '#9a3f00', fill: '#fff0e2', line: '#f6c79c' },
      failed: { text: '#b3161f', fill: '#ffefee', line: '#f5bcba' },
      ended: { text: '#565c64', fill: '#f0f1f3', line: '#d4d7db' },
    },
    series: ['#1668dc', '#0b857b', '#8250df', '#b76c00', '#c2317f', '#4b7f1f', '#64748b'],
  },
  dark: {
    primary: '#1668dc',
    primaryHover: '#1f70e0',
    link: '#6aa8f7',
    linkHover: '#95c2fb',
    success: '#3f8f2f',
    warning: '#c98a1b',
    error: '#d0373f',
    errorText: '#f58e8a',
    warningText: '#e3bd5c',
    successText: '#84ca74',
    danger: { fill: '#f0807c', hover: '#f7a5a1', text: '#2b0d0e' },
    page: '#0e1217',
    card: '#171c23',
    raised: '#1f252e',
    line: '#3a424d',
    lineSoft: '#282f39',
    text: '#e3e7ec',
    textSoft: '#b0b8c2',
    textFaint: '#98a2ae',
    placeholder: '#8a94a1',
    tones: {
      waiting: { text: '#e3bd5c', fill: '#2b230e', line: '#5a4715' },
      working: { text: '#7db4f8', fill: '#10233f', line: '#1f4276' },
      good: { text: '#84ca74', fill: '#14280f', line: '#2a5120' },
      attention: { text: '#f0a166', fill: '#331d0c', line: '#693b16' },
      failed: { text: '#f58e8a', fill: '#351516', line: '#6d2a2b' },
      ended: { text: '#a7adb5', fill: '#23272c', line: '#3d434a' },
    },
    series: ['#3c89e8', '#2bb5a8', '#a583ee', '#e0a43a', '#e26ba8', '#7fb84e', '#94a3b8'],
  },
};
