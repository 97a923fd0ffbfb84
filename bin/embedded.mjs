import { startPostgres } from './postgres.mjs';
import { say } from './progress.mjs';
import { atEnd, end, isEnding } from './shutdown.mjs';
import { Problem } from './problem.mjs';

/**
 * The embedded server under supervision: it is started again when it goes away, `onMoved` is called if it then has another
 * address, and it is stopped at the end.
 */
export async function superviseDatabase(dataDir, onMoved) {
  let server = await open(dataDir);
  atEnd(
    () => server.stop(),
    () => server.kill(),
  );
  const watch = async () => {
    await server.lost;
    if (isEnding()) return;
    say('The database went away; starting it again');
    const before = server.url;
    server = await open(dataDir);
    say('The database is back');
    if (server.url !== before) onMoved(server.url);
    void watchOrEnd();
  };
  const watchOrEnd = () =>
    watch().catch(async (error) => {
      console.error(error instanceof Problem ? error.message : error);
      await end(1);
    });
  void watchOrEnd();
  return server;
}

async function open(dataDir) {
  const server = await startPostgres({ dataDir, log: say });
  if (await server.claim()) return server;
  await server.stop();
  throw new Problem(
    `Tributary runs already on the data folder ${dataDir}: use it, stop it, or choose another folder with TRIBUTARY_DATA.`,
  );
}
