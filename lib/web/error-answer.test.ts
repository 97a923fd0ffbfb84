import { expect, test, vi } from 'vitest';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { MOST_API_KEYS } from '../accounts/create-api-key';
import { LOGO_MOST_BYTES, LOGO_SIDES } from '../distributors/schema';
import { ERROR_CODES, EXAMPLE_DETAILS } from '../error-catalogue';
import {
  AppError,
  InvalidStateTransitionError,
  RateLimitedError,
  ResourceNotFoundError,
  ServiceUnavailableError,
  ValidationError,
} from '../errors';
import { logError } from '../log';
import { MOST_ENDPOINTS } from '../webhooks/create-endpoint';
import { answerError } from './error-answer';

vi.mock('../log', { spy: true });

const said = (error: unknown, locale: 'en' | 'zh-CN' = 'en') =>
  answerError(error, locale, { request_id: 'r' }).answer.message;

test('both languages have a text for every code, and for nothing else', () => {
  expect(Object.keys(en.errors).sort()).toEqual([...ERROR_CODES].sort());
  expect(Object.keys(zh.errors).sort()).toEqual([...ERROR_CODES].sort());
});

test.each(ERROR_CODES)(
  '%s is a sentence in both languages, also where the error has no details',
  (errorCode) => {
    const error = new AppError('for developers', { errorCode });
    expect(said(error)).toMatch(/^[A-Z][^{}]{10,}[.!]$/);
    expect(said(error, 'zh-CN')).toMatch(/^[^{}]{5,}。$/u);
    for (const locale of ['en', 'zh-CN'] as const) {
      expect(said(error, locale)).not.toContain(errorCode);
      expect(said(error, locale)).not.toContain('for developers');
    }
  },
);

test('texts name what the error is about', () => {
  expect(said(new RateLimitedError(1))).toContain('in 1 second.');
  expect(said(new RateLimitedError(30))).toContain('in 30 seconds.');
  expect(said(new RateLimitedError(30), 'zh-CN')).toContain('30 秒');
  expect(said(new RateLimitedError(119))).toContain('in 119 seconds.');
  expect(said(new RateLimitedError(121))).toContain('in 3 minutes.');
  expect(said(new RateLimitedError(86_400))).toContain('in 24 hours.');
  expect(said(new RateLimitedError(86_400), 'zh-CN')).toContain('24 小时');
  expect(said(new ValidationError('x', 'new_password'))).toContain('Check the new password');
  expect(said(new ValidationError('x', 'items.0.odd'))).toContain('Check what you entered');
  expect(said(new ResourceNotFoundError('order', 7))).toContain('This order does not exist');
  expect(said(new ResourceNotFoundError('comet', 7))).toContain('This does not exist');
  expect(said(new InvalidStateTransitionError('order', 'PENDING', 'SHIPPED'))).not.toContain('SHIPPED');
});

/** What a text fills in, without what it only chooses words by. */
const filledIn = (text: string) =>
  [...text.matchAll(/\{([a-z_]+)(?:\}|, (?:number|plural))/g)].map(([, name]) =>
    name === 'wait' ? 'retry_after' : name,
  );

test.each(ERROR_CODES)('where %s is only shown, all that its text fills in has an example', (code) => {
  const given = Object.keys(EXAMPLE_DETAILS[code] ?? {});
  for (const { errors } of [en, zh])
    expect(given).toEqual(expect.arrayContaining([...new Set(filledIn(errors[code]))]));
});

test('limits are shown as they are', () => {
  expect(EXAMPLE_DETAILS).toMatchObject({
    LOGO_DIMENSIONS: LOGO_SIDES,
    LOGO_TOO_LARGE: { most: LOGO_MOST_BYTES / 1024 },
    TOO_MANY_API_KEYS: { most: MOST_API_KEYS },
    TOO_MANY_ENDPOINTS: { most: MOST_ENDPOINTS },
  });
});

test('what went wrong underneath is in the log, with its own stack', () => {
  const cause = new Error('connection refused');
  const error = new ServiceUnavailableError('rate limits unavailable', cause);
  answerError(error, 'en', { request_id: 'r' });
  expect(vi.mocked(logError).mock.lastCall).toEqual([error, expect.objectContaining({ request_id: 'r' })]);
});
