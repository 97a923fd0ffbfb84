import { Client } from 'undici';
import { sealSession } from '../lib/web/session-token';
import { env } from '../lib/env';
import type { Sql } from './sql';

export type Answer = { status: number; text: string };
type Question = { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string | Buffer };

const LINE_END = 10;

/** Connections to the web server, each with one request at a time, as browsers and load balancers keep them. */
export class Connections {
  readonly #clients: Client[];

  constructor(count: number) {
    this.#clients = Array.from({ length: count }, () => new Client(env().NEXTAUTH_URL, { pipelining: 1 }));
  }

  /** Connects all of them: a handshake is none of what is measured. */
  async warm(path: string) {
    await Promise.all(this.#clients.map((_, at) => this.ask(at, path)));
  }

  async ask(
    connection: number,
    path: string,
    { method = 'GET', headers, body }: Question = {},
  ): Promise<Answer> {
    const answer = await this.#client(connection).request({ path, method, headers, body });
    return { status: answer.statusCode, text: await answer.body.text() };
  }

  /** The same, refusing every answer but the expected one: what fails fast must not pass for fast. */
  async expect(status: number, ...question: Parameters<Connections['ask']>): Promise<string> {
    const answer = await this.ask(...question);
    if (answer.status !== status)
      throw new Error(
        `${question[1]} answered ${answer.status} instead of ${status}: ${answer.text.slice(0, 300)}`,
      );
    return answer.text;
  }

  /** Reads a file as it comes, and keeps nothing of it. */
  async countLines(path: string, headers: Question['headers']) {
    const { statusCode, body } = await this.#client(0).request({ path, method: 'GET', headers });
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${await body.text()}`);
    let lines = 0;
    for await (const chunk of body) for (const byte of chunk as Buffer) if (byte === LINE_END) lines += 1;
    return lines;
  }

  #client(connection: number) {
    const client = this.#clients[connection % this.#clients.length];
    if (!client) throw new Error('there is no connection');
    return client;
  }

  close() {
    return Promise.all(this.#clients.map((client) => client.close()));
  }
}

/** Signs a user in on a device of its own. @returns the headers that its browser sends */
export async function signedIn(sql: Sql, userId: number) {
  const sid = crypto.randomUUID();
  await sql.query(`INSERT INTO sessions (id, user_id, ip) VALUES ($1, $2, 'bench')`, [sid, userId]);
  const cookie = await sealSession({ id: userId, sid, session_version: 1 });
  return { cookie: `next-auth.session-token=${cookie}`, origin: env().NEXTAUTH_URL };
}

/** A path that is none goes through the server and the route's own steps, reads no database and answers a line of JSON. */
export const EMPTY_ROUTE = '/api/v1/nothing-here';
