import { createHash } from 'node:crypto';
import pg from 'pg';
import { disconnect } from '../lib/db';

export type Sql = pg.Pool;

/** A pool as the product has one, but nothing between it and the SQL. */
export function openSql(connectionString: string, max = 10): Sql {
  return new pg.Pool({ connectionString, max, application_name: 'bench' });
}

/** A statement as the product sent it, with what came back of it. */
export type Sent = { text: string; values: unknown[]; rows: unknown[][] };

type Callback = (error: unknown, result?: pg.QueryResult<unknown[]>) => void;
type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** Every statement that `work` sends in this process, in turn. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const client = pg.Client.prototype as unknown as { query: Query };
  const { query } = client;
  // Connections that are open have bound the way they ask; new ones ask by way of the recorder.
  await disconnect();
  client.query = function record(asked, ...rest) {
    const { text, values = [] } = (typeof asked === 'string' ? { text: asked } : asked) as pg.QueryConfig<
      unknown[]
    >;
    const one: Sent = { text, values, rows: [] };
    sent.push(one);
    // A pool asks with a callback, everybody else awaits.
    const at = rest.findIndex((argument) => typeof argument === 'function');
    const answer = query.call(
      this,
      asked,
      ...(at < 0 ? rest : rest.with(at, heard(one, rest[at] as Callback))),
    );
    if (answer instanceof Promise)
      void answer
        .then((result) => heard(one)(null, result as pg.QueryResult<unknown[]>))
        .catch(() => undefined);
    return answer;
  };
  try {
    await work();
  } finally {
    client.query = query;
    await disconnect();
  }
  if (sent.length === 0) throw new Error('nothing was recorded');
  return sent;
}

function heard(one: Sent, callback?: Callback): Callback {
  return (error, result) => {
    // Some ask for rows as objects.
    one.rows = result?.rows.map((row) => Object.values(row)) ?? [];
    callback?.(error, result);
  };
}

/** What stands in place of something recorded. */
export type Swaps = Map<string, string>;

/**
 * Sends recorded statements again, as named ones over one connection, with other values in place of some. What a statement
 * answers takes the place of what it answered then: ids that the database gives are carried on.
 */
export async function replay(sql: Sql, statements: Sent[], given: Swaps = new Map()) {
  const swaps = new Map(given);
  const client = await sql.connect();
  try {
    for (const { text, values, rows } of statements) {
      const name = statementName(text);
      const swapped = values.map((value) => swap(value, swaps));
      // Words such as BEGIN are not worth a name, and pg sends them in a simpler way.
      const answer = await client.query<unknown[]>(
        values.length > 0 ? { name, text, values: swapped, rowMode: 'array' } : { text, rowMode: 'array' },
      );
      rows[0]?.forEach((value, at) => learn(swaps, value, answer.rows[0]?.[at]));
    }
  } finally {
    client.release();
  }
}

const names = new Map<string, string>();

function statementName(text: string) {
  const name = names.get(text) ?? createHash('sha1').update(text).digest('hex');
  names.set(text, name);
  return name;
}

// Ids of this bench are long enough to be nothing else.
function learn(swaps: Swaps, before: unknown, now: unknown) {
  if (/^\d{6,}$/.test(String(before))) swaps.set(String(before), String(now));
}

function swap(value: unknown, swaps: Swaps): unknown {
  if (value instanceof Uint8Array) return Buffer.from(swapText(Buffer.from(value).toString(), swaps));
  if (Array.isArray(value)) return value.map((one) => swap(one, swaps));
  if (typeof value === 'number' || typeof value === 'bigint') return swaps.get(String(value)) ?? value;
  return typeof value === 'string' ? swapText(value, swaps) : value;
}

/** All at once: what stands in place of one thing may be another's name. Numbers are whole numbers only. */
function swapText(text: string, swaps: Swaps) {
  if (swaps.size === 0) return text;
  const names = [...swaps.keys()].map((name) => name.replaceAll(/[^\w]/g, '\\$&')).join('|');
  return text.replaceAll(
    new RegExp(`(?<![0-9])(?:${names})(?![0-9])`, 'g'),
    (name) => swaps.get(name) ?? name,
  );
}
