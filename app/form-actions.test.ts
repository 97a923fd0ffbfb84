import { beforeEach, expect, test, vi } from 'vitest';
import { database } from '@/lib/db';
import { createUser } from '@/lib/testing/factories';
import { arrive, sessionCookie } from '@/lib/testing/next-headers';
import { chooseLocale } from '@/lib/web/choose-locale';
import { signOut } from '@/lib/web/sign-out';
import { requestLinkAction } from './(auth)/forgot-password/actions';
import { setPasswordAction } from './(auth)/p/[token]/actions';
import { signInAction } from './(auth)/sign-in/actions';
import { acceptAction } from './(public)/i/[token]/actions';
import { redeemAction as redeemOffered } from './(public)/o/[code]/actions';
import { redeemAction } from './(public)/r/[code]/actions';
import { playAction } from './(public)/sandbox/pay/[reference]/actions';
import { saveBrandAction, saveLogoAction } from './(distributor)/brand/actions';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));
vi.mock('next/cache', () => ({ refresh: () => undefined }));

/** Every action that takes a form, as somebody may call it who has no page of ours: with whatever there is. */
const ACTIONS = {
  requestLinkAction,
  setPasswordAction,
  signInAction,
  acceptAction,
  redeemAction,
  redeemOffered,
  playAction,
  saveBrandAction,
  saveLogoAction,
} as Record<string, (previous: unknown, form: unknown) => Promise<unknown>>;

const NO_FORMS = [undefined, null, 'form', 7, [], {}, { get: 'code' }, [['code', 'X']]];

beforeEach(() => {
  arrive('/', { method: 'POST', headers: { origin: 'http://127.0.0.1:3000', 'user-agent': 'curl/8' } });
});

test.each(Object.entries(ACTIONS))(
  '%s refuses what is no form as it refuses an empty one',
  async (_, act) => {
    const shape = (answer: unknown) => JSON.stringify(answer).replace(/"request_id":"[^"]*"/g, '');
    const empty = shape(await act(null, new FormData()));
    expect(empty).toMatch(
      /"error_code":"(VALIDATION_ERROR|RESOURCE_NOT_FOUND|UNAUTHENTICATED|ORIGIN_REFUSED)"/,
    );
    for (const none of NO_FORMS) expect(shape(await act(null, none))).toBe(empty);
  },
);

test('no language is chosen by what is no form', async () => {
  for (const none of NO_FORMS) expect(await chooseLocale(none)).toBeUndefined();
});

test('nobody is signed out by another site', async () => {
  const user = await createUser();
  const session = await sessionCookie(user);
  const from = (origin: string) => arrive('/', { method: 'POST', headers: { ...session, origin } });
  const open = () => database().session.count({ where: { userId: user.id, endedAt: null } });
  from('https://evil.example');
  await expect(signOut()).rejects.toMatchObject({ digest: expect.stringMatching(/;\/;/) as string });
  expect(await open()).toBe(1);
  from('http://127.0.0.1:3000');
  await expect(signOut()).rejects.toMatchObject({ digest: expect.stringContaining(';/sign-in;') as string });
  expect(await open()).toBe(0);
});
