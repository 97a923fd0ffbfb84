import { expect, test, vi } from 'vitest';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { ERROR_CODES } from '../error-catalogue';
import {
  AppError,
  InvalidStateTransitionError,
  RateLimitedError,
  ResourceNotFoundError,
  ServiceUnavailableError,
  ValidationError,
} from '../errors';
import { logError } from '../log';
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

test('what went wrong underneath is in the log, with its own stack', () => {
  const cause = new Error('connection refused');
  const error = new ServiceUnavailableError('rate limits unavailable', cause);
  answerError(error, 'en', { request_id: 'r' });
  expect(vi.mocked(logError).mock.lastCall).toEqual([error, expect.objectContaining({ request_id: 'r' })]);
});
