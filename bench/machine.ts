import { cpus, totalmem, type } from 'node:os';
import type { Sql } from './sql';

/** Where it was measured: figures without their machine say nothing. */
export async function machineOf(sql: Sql) {
  const { rows } = await sql.query<{ version: string; durable: boolean }>(
    `SELECT split_part(version(), ' ', 2) AS version,
      current_setting('fsync')::bool AND current_setting('synchronous_commit') <> 'off' AS durable`,
  );
  const [row] = rows;
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    system: type(),
    node: process.versions.node,
    postgresql: row?.version ?? 'unknown',
    durable: row?.durable ?? false,
  };
}

const STEPS = 100_000_000;
const LOOKS = 5;

/**
 * How long one processor takes for a fixed piece of work, in milliseconds, at its best of a few looks. Machines that others use
 * as well are not equally fast all day: figures of two runs compare as far as this does.
 */
export function paceOf() {
  const looks = Array.from({ length: LOOKS }, () => {
    const began = performance.now();
    let sum = 0;
    for (let step = 0; step < STEPS; step += 1) sum += step % 7;
    return sum > 0 ? performance.now() - began : 0;
  });
  return Math.round(Math.min(...looks));
}

export type Machine = Awaited<ReturnType<typeof machineOf>>;
