import { database } from '../lib/db';
import { freshDatabase } from '../lib/testing/fresh-database';
import { testSettings } from '../lib/testing/settings';
import { openSource } from '../lib/testing/test-databases';
import { appUrl, startApp } from './app-under-test';

/** Once a run: a migrated, empty database, the built app and a worker on it. The journeys' own processes inherit the settings. */
export default async function globalSetup() {
  const { source, close } = await openSource();
  Object.assign(process.env, testSettings, {
    DATABASE_URL: await freshDatabase(source, 1),
    NEXTAUTH_URL: appUrl(),
    PORT: new URL(appUrl()).port,
    HOST: new URL(appUrl()).hostname,
    LOG_LEVEL: 'info',
  });
  // All journeys come from one address, which people do not.
  const perAddress = ['members.redeem_per_ip', 'accounts.sign_in_per_ip'];
  await database().setting.createMany({ data: perAddress.map((key) => ({ key, value: 1_000 })) });
  await database().$disconnect();
  try {
    const stopApp = await startApp();
    return async () => {
      try {
        await stopApp();
      } finally {
        await close();
      }
    };
  } catch (error) {
    await close();
    throw error;
  }
}
