import { createTranslator } from 'next-intl';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import type { ErrorCode } from '../error-catalogue';
import { asAppError, type AppError } from '../errors';
import { logError, logRefusal, type ErrorContext } from '../log';
import { countError } from '../metrics';
import type { Locale } from './locale';

const TEXTS = { en: en.errors, 'zh-CN': zh.errors } as const;

/** What the texts ask for, where an error has nothing to say about it. */
const UNSAID = {
  field: '',
  resource_type: '',
  retry_after: 1,
  most: 0,
  least: 0,
  product_name: '',
  available: 0,
  requested: 0,
  seats_taken: 0,
  reason: '',
};

/** The one shape in which the product says no. */
export type ErrorAnswer = { error_code: string; message: string; details: AppError['details'] };

/** Logs what went wrong, for developers, and says it in the reader's language, for people. */
export function answerError(
  thrown: unknown,
  locale: Locale,
  context: ErrorContext,
): { error: AppError; answer: ErrorAnswer } {
  const error = asAppError(thrown);
  countError(error.errorCode);
  const facts = { ...context, error_code: error.errorCode, details: error.details, ...error.internal };
  // As it was thrown: what wraps an unknown failure has a stack of its own that says nothing.
  if (error.httpStatus >= 500) logError(thrown, facts);
  else logRefusal(error, facts);
  const message = sayError(error.errorCode, locale, error.details);
  return { error, answer: { error_code: error.errorCode, message, details: error.details } };
}

/** What people read under a code. */
export function sayError(code: ErrorCode, locale: Locale, details: AppError['details'] = {}) {
  const translate = createTranslator({ locale, messages: { errors: TEXTS[locale] }, namespace: 'errors' });
  const values = { ...UNSAID, ...details, ...waitOf(details.retry_after) };
  const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, sayable(value)]));
  return translate(code, said);
}

/** A wait in the unit in which people think of it. */
function waitOf(seconds: AppError['details'][string] = UNSAID.retry_after) {
  const wait = Number(seconds);
  if (wait < 120) return { wait, unit: 'second' };
  return wait < 7_200
    ? { wait: Math.ceil(wait / 60), unit: 'minute' }
    : { wait: Math.ceil(wait / 3_600), unit: 'hour' };
}

function sayable(value: AppError['details'][string]) {
  return typeof value === 'number' ? value : Array.isArray(value) ? value.join(', ') : String(value ?? '');
}
