import { expect, test } from 'vitest';
import { asSystem, contextOf, type Actor } from './context';
import type { AppError } from './errors';
import { authorize, mayUse, userIdOf, type Right } from './permissions';

const user = (role: 'ADMIN' | 'OPERATOR' | 'DISTRIBUTOR'): Actor => ({
  kind: 'user',
  userId: 7,
  role,
  via: 'session',
});
const ACTORS = {
  ADMIN: user('ADMIN'),
  OPERATOR: user('OPERATOR'),
  DISTRIBUTOR: user('DISTRIBUTOR'),
  public: { kind: 'public', ip: '::1' },
  provider: { kind: 'provider', provider: 'sandbox' },
  system: { kind: 'system', task: 'test' },
} satisfies Record<string, Actor>;

test.each<[Right, (keyof typeof ACTORS)[]]>([
  ['accounts.create-user', ['ADMIN', 'system']],
  ['accounts.disable-user', ['ADMIN']],
  ['codes.buy-codes', ['DISTRIBUTOR']],
  ['codes.issue-codes', ['system']],
  ['codes.view-own', ['DISTRIBUTOR']],
  ['codes.view-any', ['ADMIN', 'OPERATOR']],
  ['members.redeem-code', ['public']],
  ['payments.receive-event', ['provider']],
  ['payments.settle-payment', ['provider', 'system']],
  ['payments.request-refund', ['ADMIN']],
  ['payments.request-order-refund', ['system']],
])('%s belongs to %j and to nobody else', (right, who) => {
  const answers = Object.entries(ACTORS).map(([name, actor]) => [name, answerTo(actor, right)]);
  const refusal = (name: string) => (name === 'public' ? 'UNAUTHENTICATED 401' : 'PERMISSION_DENIED 403');
  const expected = Object.keys(ACTORS).map((name) => [
    name,
    who.some((one) => one === name) ? 'allowed' : refusal(name),
  ]);
  expect(answers).toEqual(expected);
});

function answerTo(actor: Actor, right: Right) {
  try {
    authorize(contextOf(actor), right);
    return 'allowed';
  } catch (error) {
    const { errorCode, httpStatus } = error as AppError;
    return `${errorCode} ${httpStatus}`;
  }
}

test('a verb called on behalf of the system has its rights and not its caller’s', () => {
  const ctx = asSystem(contextOf(ACTORS.DISTRIBUTOR), 'codes.buy-codes');
  expect(mayUse(ctx, 'codes.issue-codes')).toBe(true);
  expect(mayUse(ctx, 'codes.buy-codes')).toBe(false);
});

test('only a signed-in user has an id', () => {
  expect(userIdOf(contextOf(ACTORS.ADMIN))).toBe(7);
  for (const actor of [ACTORS.public, ACTORS.provider, ACTORS.system])
    expect(() => userIdOf(contextOf(actor))).toThrow(expect.objectContaining({ httpStatus: 401 }) as Error);
});
