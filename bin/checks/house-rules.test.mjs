import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Lints every case, each in a folder of its own, in one run of oxlint: the messages found, case by case. */
function lint(rule, cases) {
  const tree = mkdtempSync(join(tmpdir(), 'house-rules-'));
  const config = {
    plugins: [],
    categories: { correctness: 'off' },
    jsPlugins: [here('house-rules.mjs')],
    rules: { [`house/${rule}`]: 'error' },
  };
  writeFileSync(join(tree, '.oxlintrc.json'), JSON.stringify(config));
  cases.forEach(({ filename, code }, i) => {
    const file = join(tree, `${i}`, filename);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  });
  const { stdout } = spawnSync(
    here('../../node_modules/.bin/oxlint'),
    ['-c', '.oxlintrc.json', '-f', 'json'],
    {
      cwd: tree,
      encoding: 'utf8',
    },
  );
  rmSync(tree, { recursive: true });
  const { diagnostics, number_of_files: files } = JSON.parse(stdout);
  expect(files).toBe(cases.length);
  const found = cases.map(() => []);
  for (const { filename, message } of diagnostics) found[Number(filename.split('/')[0])].push(message);
  return found;
}

function check(rule, { valid, invalid }) {
  describe(rule, () => {
    const cases = [...valid, ...invalid];
    const found = lint(rule, cases);
    test.each(valid.map((it, i) => [it.code, i]))('allows %s', (_, i) => expect(found[i]).toEqual([]));
    test.each(invalid.map((it, i) => [it.code, it.message, valid.length + i]))(
      'refuses %s',
      (_, message, i) => {
        expect(found[i]).toEqual([expect.stringMatching(message)]);
      },
    );
  });
}

const at = (filename) => (code) => ({ filename, code });
const red = (message) => (testCase) => ({ ...testCase, message });

const verb = at('lib/codes/buy-codes.ts');
const unauthorised = red(/authorize\(ctx/);
const unaudited = red(/recordAudit\(tx/);
const outside = red(/write through the tx/);

check('writes-authorise-and-audit', {
  valid: [
    verb(`export async function buyCodes(ctx: Ctx) {
      authorize(ctx, 'codes.buy-codes');
      return inTransaction(ctx, async (tx) => {
        const order = await tx.db.order.create({ data: {} });
        await tx.db.$executeRaw\`UPDATE orders SET version = 1\`;
        await recordAudit(tx, { action: 'codes.buy-codes' });
      });
    }`),
    // A part of the verb in the same file may hold the audit.
    verb(`export async function buyCodes(ctx: Ctx) { authorize(ctx, 'x'); return inTransaction(ctx, (tx) => settle(tx)); }
      async function settle(tx: Tx) { await tx.db.order.update({}); await note(tx); }
      const note = async (tx: Tx) => { await recordAudit(tx, {}); };`),
    verb(`export async function chargeUse(ctx: Ctx) {
      authorize(ctx, 'codes.charge-use');
      return oneStatement(ctx, { audit: { action: 'codes.charge-use', entity: 'code', entityId: 'id' } }, Prisma.sql\`\`);
    }`),
    verb('export async function countSent(tx: Tx) { await tx.db.distributorDay.upsert({}); }'),
    verb('export const listCodes = (ctx: Ctx) => ctx.db.redeemCode.findMany({});'),
    verb(
      'export const lock = (ctx: Ctx) => ctx.db.$queryRaw`SELECT id FROM orders WHERE id = ${1} FOR UPDATE OF orders`;',
    ),
    verb(
      'export const hash = (seen: Map<string, number>) => { seen.delete("a"); return createHash("sha256").update("a"); };',
    ),
    at('lib/codes/buy-codes.test.ts')('test("x", async () => { await ctx.db.order.create({}); });'),
    at('lib/audit.ts')('export async function recordAudit(ctx: Ctx) { await ctx.db.auditEntry.create({}); }'),
  ],
  invalid: [
    unauthorised(
      verb(
        'export async function buyCodes(ctx: Ctx) { return inTransaction(ctx, (tx) => recordAudit(tx, {})); }',
      ),
    ),
    // Too late: the transaction is open.
    unauthorised(
      verb(
        'export const f = (ctx: Ctx) => inTransaction(ctx, async (tx) => { authorize(tx, "x"); await recordAudit(tx, {}); });',
      ),
    ),
    unaudited(
      verb(
        'export async function buyCodes(ctx: Ctx) { authorize(ctx, "x"); await inTransaction(ctx, (tx) => other(tx)); }',
      ),
    ),
    unauthorised(verb('export const f = (ctx: Ctx) => oneStatement(ctx, { audit: {} }, sql);')),
    red(/takes its audit row here/)(
      verb(
        'export const f = (ctx: Ctx) => { authorize(ctx, "x"); return oneStatement(ctx, { facts: [] }, sql); };',
      ),
    ),
    outside(verb('export async function f(ctx: Ctx) { await ctx.db.order.create({ data: {} }); }')),
    outside(verb('export async function f({ db }: Ctx) { await db.order.updateMany({}); }')),
    outside(verb('export async function f() { await database().order.deleteMany({}); }')),
    outside(verb('export const f = (ctx: Ctx) => ctx.db.$executeRaw`UPDATE orders SET a = 1`;')),
    outside(verb('export const f = (ctx: Ctx) => ctx.db.$executeRawUnsafe("UPDATE orders SET a = 1");')),
    outside(
      verb('export const f = (ctx: Ctx) => ctx.db.$queryRaw`UPDATE orders o SET a = ${1} RETURNING id`;'),
    ),
    outside(
      verb(
        'export const f = (ctx: Ctx) => ctx.db.$queryRaw`WITH x AS (INSERT INTO orders SELECT 1) SELECT 1`;',
      ),
    ),
    outside(
      verb(`export async function f(ctx: Ctx) {
        authorize(ctx, 'x');
        await inTransaction(ctx, async (tx) => { await ctx.db.order.update({}); await recordAudit(tx, {}); });
      }`),
    ),
  ],
});

const strays = red(/inside the transaction use tx/);
const network = red(/no network call inside a transaction/);
check('transactions-stay-inside', {
  valid: [
    verb(
      'export const f = (ctx: Ctx) => inTransaction(ctx, (tx) => createOrder(asSystem(tx, "x"), { ctx: 1 }));',
    ),
    verb('export const f = (ctx: Ctx) => inTransaction(ctx, (ctx) => createOrder(ctx));'),
    verb(
      'export const f = async (ctx: Ctx) => { await fetch("https://example.com"); return inTransaction(ctx, (tx) => note(tx)); };',
    ),
    // Building a link is no call.
    verb(
      'import { payLink } from "@/lib/payments/providers/sandbox"; const f = (tx: Tx) => { const link = payLink(1); return note(link); };',
    ),
  ],
  invalid: [
    strays(
      verb(
        'export const f = (ctx: Ctx) => inTransaction(ctx, async (tx) => { await createOrder(ctx, {}); });',
      ),
    ),
    strays(
      verb(
        'export const f = (ctx: Ctx) => inTransaction(asSystem(ctx, "x"), (tx) => ctx.db.order.findMany({}));',
      ),
    ),
    network(
      verb(
        'export const f = (ctx: Ctx) => inTransaction(ctx, async (tx) => { await fetch("https://example.com"); });',
      ),
    ),
    network(verb('async function f(tx: Tx) { await fetch("https://example.com"); }')),
    network(verb('async function f(tx: Tx) { await mailer.sendMail({}); }')),
    network(
      verb(
        'import { sandbox } from "./providers/sandbox"; async function f(tx: Tx) { await sandbox.refund(1); }',
      ),
    ),
    network(verb('import { open } from "@/lib/payments/providers/sandbox"; const f = (tx: Tx) => open(1);')),
  ],
});

const dropped = red(/an error is dropped here/);
check('catches-tell', {
  valid: [
    verb('try { f(); } catch (error) { if (error instanceof URIError) return false; throw error; }'),
    verb('try { f(); } catch (error) { logError(error, { event: "x" }); }'),
    verb('try { f(); } catch { throw new ValidationError("x"); }'),
    verb('void f().catch((error: unknown) => logError(error, { event: "x" }));'),
    verb('void f().catch(() => putBack());'),
    verb('const x = seen.catch(handler);'),
  ],
  invalid: [
    dropped(verb('try { f(); } catch {}')),
    dropped(verb('try { f(); } catch { /* never mind */ }')),
    dropped(verb('const f = () => { try { return g(); } catch (error) { return false; } };')),
    dropped(verb('const f = () => { try { return g(); } catch { return null; } };')),
    dropped(verb('const f = () => { try { return g(); } catch (error) { return undefined; } };')),
    dropped(verb('const f = () => { try { return g(); } catch (error) { return -1; } };')),
    dropped(verb('void f().catch(() => undefined);')),
    dropped(verb('void f().catch(() => {});')),
    dropped(verb('const x = await f().catch(() => null);')),
    dropped(verb('const x = await f().catch(function () { return []; });')),
  ],
});

const page = at('app/(distributor)/codes/codes-table.tsx');
const client = (code) => page(`'use client';\n${code}`);
const shapes = red(/takes from lib only schemas/);
check('client-imports-shapes', {
  valid: [
    client(
      'import { BuyCodes } from "@/lib/codes/schema"; import { formatMoney } from "@/lib/money"; import { Card } from "antd";',
    ),
    client(
      'import { OrderStatus } from "@/lib/generated/prisma/enums"; import { buyCodesAction } from "./actions";',
    ),
    client(
      'import type { CodeRow } from "@/lib/codes/list-codes"; export type { CodeRow } from "@/lib/codes/list-codes";',
    ),
    page('import { listCodes } from "@/lib/codes/list-codes";'),
  ],
  invalid: [
    shapes(client('import { listCodes } from "@/lib/codes/list-codes";')),
    shapes(client('import { type CodeRow } from "@/lib/codes/list-codes";')),
    shapes(client('import { listCodes } from "../../../lib/codes/list-codes";')),
    shapes(client('import { database } from "@/lib/db";')),
    shapes(client('export { listCodes } from "@/lib/codes/list-codes";')),
    shapes(client('const verb = await import("@/lib/codes/list-codes");')),
  ],
});
