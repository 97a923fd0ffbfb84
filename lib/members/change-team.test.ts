import { expect, test } from 'vitest';
import { database } from '../db';
import { AppError, PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser, onlyTeams, unique } from '../testing/factories';
import { activateTeam } from './activate-team';
import { changeTeam } from './change-team';
import { deactivateTeam } from './deactivate-team';
import { listTeamNames } from './list-team-names';
import { listTeams } from './list-teams';
import { redeemCode } from './redeem-code';
import { TeamsQuery } from './schema';

const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));
const read = (id: number) => database().team.findUniqueOrThrow({ where: { id } });
const redeem = (code: string) =>
  redeemCode(publicCtx(), { code, email: `${unique('customer')}@example.com` });
const audits = (requestId: string) =>
  database().auditEntry.findMany({ where: { requestId }, orderBy: { id: 'asc' } });

test('a team takes another name and as many seats as it needs, but not fewer than are taken', async () => {
  const [team] = await onlyTeams(3);
  const { codes } = await createIssuedCodes((await createDistributor()).id, { count: 2 });
  for (const { code } of codes) await redeem(code);
  const ctx = await admin();
  await changeTeam(ctx, { team_id: team!.id, name: 'Blue', capacity: 2 });
  expect(await read(team!.id)).toMatchObject({ name: 'Blue', capacity: 2, seatsTaken: 2 });
  expect(await audits(ctx.requestId)).toMatchObject([
    {
      action: 'members.change-team',
      entityId: String(team!.id),
      before: { name: team!.name, capacity: 3 },
      after: { name: 'Blue', capacity: 2 },
    },
  ]);
  await expect(changeTeam(ctx, { team_id: team!.id, name: 'Red', capacity: 1 })).rejects.toMatchObject({
    errorCode: 'SEATS_TAKEN',
    httpStatus: 409,
    details: { seats_taken: 2 },
  });
  expect(await read(team!.id)).toMatchObject({ name: 'Blue', capacity: 2 });
  await expect(changeTeam(ctx, { team_id: 2_000_000_000, name: 'x', capacity: 1 })).rejects.toThrow(
    ResourceNotFoundError,
  );
});

test('fifty redemptions while the seats become fewer: nobody sits on a seat that is gone', async () => {
  const [team] = await onlyTeams(40);
  const ctx = await admin();
  const { codes } = await createIssuedCodes((await createDistributor()).id, { count: 50 });
  const race = await atOnce<unknown>(60, (index) =>
    index % 6 === 5
      ? changeTeam(ctx, { team_id: team!.id, name: 'Small', capacity: 10 + index })
      : redeem(codes[index - Math.floor(index / 6)]!.code),
  );
  const codesOf = (errors: unknown[]) =>
    new Set(errors.map((error) => (error instanceof AppError ? error.errorCode : String(error))));
  const { values, errors } = outcomes(race);
  const changes = race.filter(({ status }, index) => index % 6 === 5 && status === 'fulfilled').length;
  const allowed = new Set(['SEATS_EXHAUSTED', 'SEATS_TAKEN']);
  expect([...codesOf(errors)].filter((code) => !allowed.has(code))).toEqual([]);
  const after = await read(team!.id);
  expect(after.seatsTaken).toBe(values.length - changes);
  expect(after.seatsTaken).toBeLessThanOrEqual(after.capacity);
  expect(changes).toBeGreaterThan(0);
  await expectDataClean(publicCtx());
});

test('nobody new is placed in a team that is not active, and everybody there stays', async () => {
  const [closed, open] = await onlyTeams(5, 5);
  const ctx = await admin();
  const { codes } = await createIssuedCodes((await createDistributor()).id, { count: 4 });
  expect((await redeem(codes[0]!.code)).team).toBe(closed!.name);
  for (let twice = 0; twice < 2; twice += 1) await deactivateTeam(ctx, { team_id: closed!.id });
  expect((await redeem(codes[1]!.code)).team).toBe(open!.name);
  expect(await read(closed!.id)).toMatchObject({ isActive: false, seatsTaken: 1 });
  await deactivateTeam(ctx, { team_id: open!.id });
  await expect(redeem(codes[2]!.code)).rejects.toMatchObject({ errorCode: 'SEATS_EXHAUSTED' });
  expect(await database().redeemCode.findUnique({ where: { id: codes[2]!.id } })).toMatchObject({
    usedCount: 0,
  });
  await activateTeam(ctx, { team_id: closed!.id });
  expect((await redeem(codes[2]!.code)).team).toBe(closed!.name);
  expect((await audits(ctx.requestId)).map(({ action, after }) => [action, after])).toEqual([
    ['members.deactivate-team', { is_active: false }],
    ['members.deactivate-team', { is_active: false }],
    ['members.activate-team', { is_active: true }],
  ]);
  for (const verb of [activateTeam, deactivateTeam])
    await expect(verb(ctx, { team_id: 2_000_000_000 })).rejects.toThrow(ResourceNotFoundError);
  await expectDataClean(publicCtx());
});

test('teams are listed to admins alone; a distributor knows those that its customers are in', async () => {
  const [full, empty] = await onlyTeams(1, 4);
  const distributor = await createDistributor();
  const { codes } = await createIssuedCodes(distributor.id);
  await redeem(codes[0]!.code);
  const { items } = await listTeams(await admin(), TeamsQuery.parse({ limit: 2 }));
  expect(items).toMatchObject([
    { id: empty!.id, name: empty!.name, capacity: 4, seats_taken: 0, is_active: true },
    { id: full!.id, account_id: full!.accountId, capacity: 1, seats_taken: 1 },
  ]);
  expect(await listTeamNames(userCtx(distributor), 'me')).toEqual([{ id: full!.id, name: full!.name }]);
  expect(await listTeamNames(userCtx(await createDistributor()), 'me')).toEqual([]);
  const all = await listTeamNames(await admin(), 'all');
  expect(all).toContainEqual({ id: empty!.id, name: empty!.name });
});

test('only an admin works on teams', async () => {
  const [team] = await onlyTeams(1);
  const input = { team_id: team!.id, name: 'Mine', capacity: 9 };
  for (const user of [await createDistributor(), await createUser()]) {
    const ctx = userCtx(user);
    const verbs = [
      () => changeTeam(ctx, input),
      () => activateTeam(ctx, input),
      () => deactivateTeam(ctx, input),
      () => listTeams(ctx, TeamsQuery.parse({})),
      () => listTeamNames(ctx, 'all'),
    ];
    for (const verb of verbs) await expect(verb()).rejects.toThrow(PermissionDeniedError);
  }
  expect(await read(team!.id)).toMatchObject({ name: team!.name, capacity: 1, isActive: true });
});
