import fc from 'fast-check';
import { isRedirectError } from 'next/dist/client/components/redirect-error';
import { NextRequest } from 'next/server';
import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { RequestPasswordLinkInput, SetPasswordInput, SignInInput } from '@/lib/accounts/schema';
import { database } from '@/lib/db';
import { SetBrandInput, SetLogoInput } from '@/lib/distributors/schema';
import { InvitationParams, RedeemCodeInput } from '@/lib/members/schema';
import { expectDataClean } from '@/lib/monitoring/verify-data';
import { PlaySandboxInput } from '@/lib/payments/schema';
import { crowdedPlace } from '@/lib/testing/crowded-place';
import { testCtx } from '@/lib/testing/database';
import { unique } from '@/lib/testing/factories';
import { actionsOfApp } from '@/lib/testing/files-of-app';
import { hostileArguments, spoiled } from '@/lib/testing/hostile-values';
import { arrive } from '@/lib/testing/next-headers';
import { expectRefusal } from '@/lib/testing/refusals';
import { valuesOf, type Known } from '@/lib/testing/values-of-schema';
import { watchWrites, writesSince } from '@/lib/testing/watched-writes';
import { POST as notify } from './api/v1/payments/[provider]/notify/route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));
vi.mock('next/cache', () => ({ refresh: () => undefined }));

const numRuns = Number(process.env.FUZZ_RUNS ?? 30);

/** Actions that take a form: what its fields are checked by, and what stands before the form. */
const FORMS: Record<string, { fields: z.ZodType; before?: 'state' | 'whose and state' | 'nothing' }> = {
  'app/(auth)/forgot-password/actions.ts requestLinkAction': { fields: RequestPasswordLinkInput },
  'app/(auth)/p/[token]/actions.ts setPasswordAction': { fields: SetPasswordInput },
  'app/(auth)/sign-in/actions.ts signInAction': { fields: SignInInput.extend({ next: z.string() }) },
  'app/(public)/i/[token]/actions.ts acceptAction': { fields: InvitationParams },
  'app/(public)/o/[code]/actions.ts redeemAction': { fields: RedeemCodeInput },
  'app/(public)/r/[code]/actions.ts redeemAction': { fields: RedeemCodeInput },
  'app/(public)/sandbox/pay/[reference]/actions.ts playAction': { fields: PlaySandboxInput },
  'app/(distributor)/brand/actions.ts saveBrandAction': { fields: SetBrandInput },
  'app/(distributor)/brand/actions.ts saveLogoAction': { fields: SetLogoInput },
  'app/(admin)/admin/distributors/[id]/actions.ts saveBrandAction': {
    fields: SetBrandInput,
    before: 'whose and state',
  },
  'app/(admin)/admin/distributors/[id]/actions.ts saveLogoAction': {
    fields: SetLogoInput,
    before: 'whose and state',
  },
  'app/(admin)/admin/distributors/[id]/actions.ts removeLogoAction': {
    fields: z.object({}),
    before: 'whose and state',
  },
  'lib/web/choose-locale.ts chooseLocale': { fields: z.object({ locale: z.string() }), before: 'nothing' },
};
/** Actions that take nothing. */
const PLAIN: Record<string, z.ZodType> = {
  'app/(distributor)/brand/actions.ts removeLogoAction': z.undefined(),
  'lib/web/sign-out.ts signOut': z.undefined(),
};

const actions = await actionsOfApp();

beforeAll(async () => {
  await watchWrites();
  // The sandbox tells us over HTTP how an attempt ended.
  const outside = globalThis.fetch;
  vi.stubGlobal('fetch', (url: URL, init: ConstructorParameters<typeof NextRequest>[1]) =>
    new URL(url).pathname.endsWith('/notify')
      ? notify(new NextRequest(url, init), { params: Promise.resolve({ provider: 'sandbox' }) })
      : outside(url, init),
  );
  const limits = [
    'members.redeem_per_email',
    'accounts.sign_in_per_email',
    'accounts.password_links_per_email',
  ];
  await database().setting.createMany({ data: limits.map((key) => ({ key, value: 1_000 })) });
});

function formOf(values: unknown): unknown {
  if (values === null || typeof values !== 'object' || values instanceof FormData) return values;
  const form = new FormData();
  for (const [key, value] of Object.entries(values)) {
    const field = key === 'bytes' ? 'logo' : key;
    if (value instanceof Uint8Array) form.append(field, new File([Uint8Array.from(value)], 'a.png'));
    else form.append(field, typeof value === 'string' ? value : fc.stringify(value));
  }
  return form;
}

function argumentsOf(name: string, known: Known): fc.Arbitrary<unknown[]> {
  const of = (schema: z.ZodType) => spoiled(valuesOf(schema, known), hostileArguments);
  const form = FORMS[name];
  if (form) {
    const last = of(form.fields).map(formOf);
    if (form.before === 'nothing') return fc.tuple(last);
    const state = fc.oneof(fc.constant(null), hostileArguments);
    if (form.before === 'whose and state')
      return fc.tuple(
        fc.oneof(fc.constantFrom(...(known.distributor_id ?? [])), hostileArguments),
        state,
        last,
      );
    return fc.tuple(state, last);
  }
  const schema = actions[name]?.accepts ?? PLAIN[name] ?? z.never();
  const formKey = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    fc.constant('k-1'),
    hostileArguments,
  );
  return fc.tuple(of(schema), formKey);
}

const HEADERS: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: '' },
  { 'accept-language': 'zh-CN' },
  { cookie: 'next-auth.session-token=x; NEXT_LOCALE=../../x' },
  { 'user-agent': '\xff'.repeat(2_000) },
];

/** The refusal in an answer, wherever the action puts it; undefined when there is none. */
function refusalIn(answer: unknown): { request_id: string; error_code: string } | undefined {
  if (answer === null || typeof answer !== 'object') return undefined;
  if ('error_code' in answer) return answer as { request_id: string; error_code: string };
  const { result, error } = answer as { result?: unknown; error?: unknown };
  return refusalIn(result ?? error);
}

test('every action says what it takes, or is a form of this list', () => {
  const known = Object.keys({ ...FORMS, ...PLAIN });
  expect(known.filter((name) => !actions[name])).toEqual([]);
  const mute = Object.keys(actions).filter((name) => !actions[name]?.accepts && !known.includes(name));
  expect(mute).toEqual([]);
  expect(Object.keys(actions).length).toBeGreaterThan(50);
});

test.each(Object.keys(actions))(
  '%s takes or refuses whatever comes, and what it refuses changes nothing',
  async (name) => {
    const { known, callers } = await crowdedPlace();
    const asked = fc.record({
      caller: fc.constantFrom(...Object.keys(callers).filter((who) => !who.includes('key'))),
      more: fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, fc.constantFrom(...HEADERS)),
      input: argumentsOf(name, known),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ caller, more, input }) => {
        await writesSince();
        const headers = {
          origin: 'http://127.0.0.1:3000',
          'x-forwarded-for': unique('ip'),
          ...callers[caller],
          ...more,
        };
        arrive('/', { method: 'POST', headers });
        const refusal = await actions[name]!(...input).then(refusalIn, (thrown: unknown) => {
          if (!isRedirectError(thrown)) throw thrown;
          return undefined;
        });
        if (!refusal) return;
        const { request_id, ...answer } = refusal;
        expect(request_id).not.toBe('');
        expectRefusal(answer);
        expect(answer.error_code).not.toMatch(
          /^(INTERNAL|UNKNOWN|DATABASE)_ERROR$|^PAYMENT_(NETWORK|GATEWAY)/,
        );
        // A declined card is the provider's answer about a well-formed request: that it was declined is kept.
        const isDeclined = name.endsWith(' payByCardAction') && answer.error_code === 'PAYMENT_FAILED';
        if (!isDeclined) expect(await writesSince()).toEqual([]);
      }),
      { numRuns },
    );
    await expectDataClean(testCtx());
  },
  120_000,
);
