const KB = 1024;

/** What pages may weigh, compressed as the server sends them (gzip), before anybody clicks. The first kind that fits counts. */
const BUDGETS = [
  // Customers open these once, often on a phone: little more than React and Next.js themselves.
  { kind: 'public', pages: /^\/(r|o|i|sandbox)(\/|$)/, script: 240 * KB, style: 11 * KB },
  { kind: 'sign-in', pages: /^\/(sign-in|forgot-password|p)(\/|$)/, script: 240 * KB, style: 11 * KB },
  // Fields, charts and progress.
  {
    kind: 'work',
    pages:
      /^\/(account|brand|dashboard)$|^\/admin\/(overview|settings)$|\/dashboard$|orders\/.|^\/admin\/distributors\/[^/]+$/,
    script: 300 * KB,
    style: 12 * KB,
  },
  // Opened all day long.
  { kind: 'list', pages: /^/, script: 250 * KB, style: 11 * KB },
];

/** The style sheets of antd, which all pages share and browsers keep. */
export const THEME_BYTES = 100 * KB;

export const HTML_BYTES = 50 * KB;

/** @param {string} path the path of a page, with or without its parameters filled in */
export const budgetOf = (path) => BUDGETS.find(({ pages }) => pages.test(path));
