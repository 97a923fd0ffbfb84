import { setTimeout as sleep } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import { folderProblem } from './data-folder.mjs';
import { findBinaries, serverUser } from './postgres-binaries.mjs';
import { databaseFolder, readAccess } from './postgres-folder.mjs';
import { freePort, runningServer, spawnServer } from './postgres-server.mjs';
import {
  claimSupervision,
  leaveServer,
  prepareDatabase,
  recreateDatabase,
  useServer,
} from './postgres-session.mjs';
import { Problem } from './problem.mjs';

const DATABASE = 'tributary';
// Another start is at work, a port was taken meanwhile, or processes of a killed server are about to notice.
const PASSING = /already exists|pre-existing shared memory|could not bind|could not create any TCP/;
const PORT_TAKEN = /could not bind|could not create any TCP/;
const PATIENCE_MS = 30_000;

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that runs there already. `stop` leaves it running while others
 * use it, `kill` does not wait, `claim` is true for one user at a time, `recreate` empties the database, `lost` resolves when the
 * server goes away by itself.
 */
export async function startPostgres({ dataDir: given, port, log = () => undefined }) {
  const dataDir = resolve(given);
  const place = {
    dataDir,
    port,
    log,
    binaries: findBinaries(),
    user: serverUser(join(dataDir, 'postgres')),
    logFile: join(dataDir, 'postgres.log'),
  };
  try {
    const { folder, access } = await databaseFolder(place);
    const { client, server } = await reach({ ...place, folder, access });
    await prepareDatabase(client, access, DATABASE);
    let leaving = false;
    return {
      ...addresses(access, server.port),
      lost: new Promise((gone) => client.on('end', () => leaving || gone())),
      claim: () => claimSupervision(client),
      recreate: () => recreateDatabase(client, access, DATABASE),
      stop: () => {
        leaving = true;
        return leaveServer(client, folder);
      },
      kill: () => process.kill(server.pid, 'SIGQUIT'),
    };
  } catch (error) {
    throw error.syscall ? new Problem(folderProblem(dataDir, error)) : error;
  }
}

/** The addresses of a data folder's database if its server runs now. */
export function runningDatabase(dataDir) {
  const folder = join(resolve(dataDir), 'postgres');
  const server = runningServer(folder);
  return server && addresses(readAccess(folder), server.port);
}

function addresses(access, port) {
  const address = (user, password, database) =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    url: address(access.user, access.password, DATABASE),
    adminUrl: address(access.superuser, access.superpassword, 'postgres'),
  };
}

async function reach(place) {
  const begin = Date.now();
  let said = begin;
  let own;
  for (;;) {
    const running = runningServer(place.folder);
    if (!running && !own) own = spawnServer({ ...place, port: place.port ?? (await freePort(place.folder)) });
    const server = running ?? own;
    const client = server.port > 0 && (await use(place, server, own));
    if (client) return { client, server };
    if (own?.failure !== undefined) {
      const passing = PASSING.test(own.failure) && !(place.port && PORT_TAKEN.test(own.failure));
      if (!passing || Date.now() - begin > PATIENCE_MS) throw hopeless(place, own.failure);
      own = undefined;
    }
    if (Date.now() - said > PATIENCE_MS) {
      place.log('The database is recovering after it was interrupted');
      said = Date.now();
    }
    await sleep(100);
  }
}

// A server that answers but cannot be used is ended again, if it is ours.
async function use({ access, dataDir }, server, own) {
  try {
    return await useServer(addresses(access, server.port).adminUrl);
  } catch (error) {
    if (own && own.failure === undefined) process.kill(own.pid, 'SIGINT');
    throw new Problem(folderProblem(dataDir, error));
  }
}

function hopeless({ dataDir, folder, port }, reason) {
  if (PORT_TAKEN.test(reason))
    return new Problem(
      `Port ${port ?? ''} for the database is taken by another program: end it or choose another port.`,
    );
  if (/pre-existing shared memory/.test(reason))
    return new Problem(
      `Processes of a killed database server still hold ${folder}: end them (or restart the machine) and start again.`,
    );
  return new Problem(folderProblem(dataDir, new Error(reason)));
}
