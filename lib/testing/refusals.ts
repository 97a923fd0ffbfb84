import { expect } from 'vitest';
import { ERROR_CODES } from '../error-catalogue';

/** What no answer may tell of the house behind it. */
const INSIDE =
  /prisma|postgres|pg_|\bSQL\b|syntax error|violates|constraint "|relation "|invalid input (syntax|value)|node_modules|\bat \S+ \(|\.tsx?:\d+/i;

/** An error answer is in the one shape, with a code of the list, and tells nothing of the machinery. */
export function expectRefusal(answer: unknown) {
  expect(answer).toEqual({
    error_code: expect.any(String) as string,
    message: expect.any(String) as string,
    details: expect.any(Object) as object,
  });
  const { error_code, message, details } = answer as { error_code: string; message: string; details: object };
  expect(ERROR_CODES).toContain(error_code);
  expect(message).not.toBe('');
  expect(`${message} ${JSON.stringify(details)}`).not.toMatch(INSIDE);
}
