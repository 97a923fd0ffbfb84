import { test as base, expect, type BrowserContext } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { env } from '../lib/env';
import * as factories from '../lib/testing/factories';
import { appUrl } from './app-under-test';

type Person = { id: number; sessionVersion: number };

type Fixtures = {
  /** Makes rows for this journey only. */
  arrange: typeof factories;
  /** Signs the browser in as somebody without the sign-in page. */
  signInAs: (person: Person) => Promise<void>;
  /** Says that the browser will report an error like this one; it fails the journey if it does not. */
  expectError: (pattern: RegExp) => void;
};

async function giveSession(context: BrowserContext, { id, sessionVersion }: Person) {
  const { id: sid } = await factories.createSession(id);
  const value = await encode({
    token: { id, sid, session_version: sessionVersion },
    secret: env().NEXTAUTH_SECRET,
  });
  await context.addCookies([
    { name: 'next-auth.session-token', value, url: appUrl(), httpOnly: true, sameSite: 'Lax' },
  ]);
}

/** What went wrong in the pages of a context, as the browser's console would show it. */
function watchErrors(context: BrowserContext) {
  const errors: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (webError) => errors.push(String(webError.error())));
  return errors;
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  arrange: async ({}, use) => use(factories),

  signInAs: async ({ context }, use) => use((person) => giveSession(context, person)),

  expectError: [
    async ({ context }, use) => {
      const errors = watchErrors(context);
      const expected: RegExp[] = [];
      await use((pattern) => expected.push(pattern));
      const unexpected = errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
      expect(unexpected, 'errors that the browser reported').toEqual([]);
      const missing = expected.filter((pattern) => !errors.some((error) => pattern.test(error)));
      expect(missing, 'expected errors that never came').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
