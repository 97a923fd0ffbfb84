import { calls, functionsAround, isNounFile, nameOf, transactionOf } from './functions.mjs';

const WRITES =
  /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;
const EXECUTES = /^\$executeRaw(Unsafe)?$/;
const QUERIES = /^\$queryRaw(Unsafe)?$/;
const WRITING_SQL = /\b(insert\s+into|delete\s+from|merge\s+into|update\s+["\w.]+(\s+(as\s+)?\w+)?\s+set)\b/i;

const MESSAGES = {
  unauthorised: "authorize(ctx, '<noun>.<verb>') is the first line of every verb that writes",
  unaudited: 'a verb that writes calls recordAudit(tx, …) in its transaction',
  statement: 'oneStatement takes its audit row here: { audit: { action, entity, entityId }, facts }',
  outside:
    'write through the tx of inTransaction(ctx, async (tx) => …) or by oneStatement, so that it is audited and rolled back as one',
};

/** The expression that stands for the database in a Prisma call, or undefined: `tx.db` in `tx.db.user.create(…)`. */
function databaseOf(expression) {
  if (expression?.type === 'Identifier') return expression.name === 'db' ? expression : undefined;
  if (calls(expression, 'database')) return expression;
  return expression?.type === 'MemberExpression' && expression.property.name === 'db'
    ? expression
    : undefined;
}

function writtenDatabase(callee) {
  if (callee?.type !== 'MemberExpression') return undefined;
  if (EXECUTES.test(callee.property.name)) return databaseOf(callee.object);
  if (WRITES.test(callee.property.name) && callee.object.type === 'MemberExpression')
    return databaseOf(callee.object.object);
  return undefined;
}

const sqlOf = (template) => template?.quasi?.quasis.map((part) => part.value.raw).join(' x ') ?? '';

export const writesAuthoriseAndAudit = {
  create(context) {
    if (!isNounFile(context.filename)) return {};
    const verbs = new Map();
    const verbAround = (node) => {
      const fn = functionsAround(node).at(-1);
      if (fn && !verbs.has(fn))
        verbs.set(fn, { called: new Set(), authorised: Infinity, writes: Infinity, opens: false });
      return verbs.get(fn);
    };
    const checkWrite = (node, db) => {
      if (!db) return;
      const inside =
        db.type === 'MemberExpression' &&
        functionsAround(node).some((fn) => transactionOf(fn) === db.object.name);
      if (!inside) context.report({ node, message: MESSAGES.outside });
    };
    const hasAudit = (options) =>
      options?.type === 'ObjectExpression' &&
      options.properties.some((property) => property.key?.name === 'audit');

    return {
      CallExpression(node) {
        checkWrite(node, writtenDatabase(node.callee));
        const verb = verbAround(node);
        const name = node.callee.name;
        if (!verb || !name) return;
        verb.called.add(name);
        if (name === 'authorize') verb.authorised = Math.min(verb.authorised, node.start);
        if (name === 'inTransaction' || name === 'oneStatement')
          verb.writes = Math.min(verb.writes, node.start);
        if (name === 'inTransaction') verb.opens = true;
        if (name === 'oneStatement' && !hasAudit(node.arguments[1]))
          context.report({ node, message: MESSAGES.statement });
      },
      TaggedTemplateExpression(node) {
        checkWrite(node, writtenDatabase(node.tag));
        const queries = node.tag.type === 'MemberExpression' && QUERIES.test(node.tag.property.name);
        if (queries && WRITING_SQL.test(sqlOf(node))) checkWrite(node, databaseOf(node.tag.object));
      },
      'Program:exit'() {
        const named = new Map([...verbs].map(([fn, verb]) => [nameOf(fn), verb]));
        const audits = (verb, seen = new Set()) =>
          verb.called.has('recordAudit') ||
          [...verb.called].some(
            (name) => !seen.has(name) && named.has(name) && audits(named.get(name), seen.add(name)),
          );
        for (const [node, verb] of verbs) {
          if (verb.writes === Infinity) continue;
          if (verb.authorised > verb.writes) context.report({ node, message: MESSAGES.unauthorised });
          if (verb.opens && !audits(verb)) context.report({ node, message: MESSAGES.unaudited });
        }
      },
    };
  },
};
