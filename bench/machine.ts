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

export type Machine = Awaited<ReturnType<typeof machineOf>>;
