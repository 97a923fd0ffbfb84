import { afterEach, expect, test } from 'vitest';
import { database } from '../db';
import { RateLimitedError } from '../errors';
import { forgetSettings, SETTINGS } from '../settings';
import { publicCtx } from '../testing/database';
import { createCode, createTeam, unique } from '../testing/factories';
import { acceptInvitation } from './accept-invitation';
import { findCodeOwner } from './find-code-owner';
import { findInvitation } from './find-invitation';
import { invitationToken } from './invitation-token';
import { redeemCode } from './redeem-code';

afterEach(async () => {
  await database().setting.deleteMany();
  forgetSettings();
});

test('where the limit is as low as it may be, customers come through, and guessers do not', async () => {
  const key = 'members.redeem_per_ip';
  await database().setting.create({ data: { key, value: SETTINGS[key].least } });
  forgetSettings();
  await createTeam();
  const { code } = await createCode();
  const email = `${unique('customer')}@example.com`;
  const customer = publicCtx();
  await findCodeOwner(customer, { code });
  await redeemCode(customer, { code, email });
  const { id, tokenNonce } = await database().inviteRecord.findFirstOrThrow({ where: { email } });
  const token = invitationToken(id, tokenNonce);
  await findInvitation(customer, { token });
  await expect(acceptInvitation(customer, { token })).resolves.toBeDefined();
  for (let guess = 4; guess < SETTINGS[key].least; guess += 1) await findCodeOwner(customer, { code });
  await expect(findCodeOwner(customer, { code })).rejects.toBeInstanceOf(RateLimitedError);
});
