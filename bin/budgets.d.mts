export type Budget = { kind: 'public' | 'sign-in' | 'work' | 'list'; script: number; style: number };
export const HTML_BYTES: number;
export const THEME_BYTES: number;
export function budgetOf(path: string): Budget;
