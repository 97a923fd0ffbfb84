import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/**
 * A backup is one gzip file of JSON lines: first a Head; for each table a Table, its rows as COPY writes them, the line `\.`
 * and a Sum; the Sequences; last an End, so that a file that was cut off is known.
 */
export type Head = { tributary: 1; made_at: string; server: string; migrations: string[]; queue: number };
export type Table = { table: string; columns: string[] };
export type Sum = { rows: number; sha256: string };
export type Sequences = { sequences: { name: string; last_value: string; is_called: boolean }[] };
export type End = { end: { tables: number; rows: number } };

/** Ends a table's rows: COPY escapes every backslash, so no row looks like this. */
export const LAST_ROW = '\\.\n';

const NEWLINE = 0x0a;

/** Reads a backup piece by piece: a line, or the rows of a table as they come. */
export class BackupReader {
  private rest: Buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(private readonly file: string) {
    const source = createReadStream(file);
    const stream = createGunzip();
    // A file that cannot be read ends the stream that is being read from.
    source.on('error', (error) => stream.destroy(error)).pipe(stream);
    this.chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async line<T>(): Promise<T> {
    let end: number;
    while ((end = this.rest.indexOf(NEWLINE)) < 0) await this.more();
    const line = this.rest.toString('utf8', 0, end);
    this.rest = this.rest.subarray(end + 1);
    try {
      return JSON.parse(line) as T;
    } catch {
      throw this.damaged('a line of it is none of ours');
    }
  }

  private damaged(how: string) {
    return new Error(`${this.file} is no backup, or a damaged one: ${how}`);
  }

  /** Whole rows, many at a time, up to the end of the table. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const end = this.endOfRows();
      const whole = end >= 0 ? end : this.rest.lastIndexOf(NEWLINE) + 1;
      if (whole > 0) yield this.rest.subarray(0, whole);
      this.rest = this.rest.subarray(end >= 0 ? end + LAST_ROW.length : whole);
      if (end >= 0) return;
      await this.more();
    }
  }

  // What is left always begins with a row.
  private endOfRows(): number {
    if (this.rest.indexOf(LAST_ROW) === 0) return 0;
    const before = this.rest.indexOf(`\n${LAST_ROW}`);
    return before < 0 ? -1 : before + 1;
  }

  private async more(): Promise<void> {
    const next = await this.chunks.next().catch((error: unknown) => {
      const broken = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
      throw broken ? this.damaged(error.message) : error;
    });
    if (next.done) throw this.damaged('it ends too early');
    this.rest = this.rest.length ? Buffer.concat([this.rest, next.value]) : next.value;
  }
}
