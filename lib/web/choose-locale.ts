'use server';

import { cookies } from 'next/headers';
import { isLocale, LOCALE_COOKIE } from './locale';

const YEAR_SECONDS = 31_536_000;

/** Keeps the reader's language for a year. Takes the form itself, so that it works before scripts have loaded. */
export async function chooseLocale(form: unknown) {
  const locale = form instanceof FormData ? form.get('locale') : null;
  if (typeof locale !== 'string' || !isLocale(locale)) return;
  (await cookies()).set(LOCALE_COOKIE, locale, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax' });
}
