import { createTranslator } from 'next-intl';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { asAppError, type AppError } from '../errors';
import { logError, logWarning, type LogContext } from '../log';
import type { Locale } from './locale';

const TEXTS = { en: en.errors, 'zh-CN': zh.errors } as const;

/** The one shape in which the product says no. */
export type ErrorAnswer = { error_code: string; message: string; details: AppError['details'] };

/** Logs what went wrong, for developers, and says it in the reader's language, for people. */
export function answerError(thrown: unknown, locale: Locale, context: LogContext): { error: AppError; answer: ErrorAnswer } {
  const error = asAppError(thrown);
  const facts = { ...context, error_code: error.errorCode, details: error.details, ...error.internal };
  if (error.httpStatus >= 500) logError(error.cause ?? error, facts);
  else logWarning(error.message, facts);
  const translate = createTranslator({ locale, messages: { errors: TEXTS[locale] }, namespace: 'errors' });
  const values = Object.fromEntries(
    Object.entries(error.details).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
  return { error, answer: { error_code: error.errorCode, message: translate(error.errorCode, values), details: error.details } };
}
