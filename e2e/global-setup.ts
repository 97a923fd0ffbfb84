import { makeDatabases } from '../lib/testing/test-databases';
import { testSettings } from '../lib/testing/settings';
import { appUrl, startApp } from './app-under-test';

/** Once a run: a migrated, empty database, the built app and a worker on it. The journeys' own processes inherit the settings. */
export default async function globalSetup() {
  const { urls, drop } = await makeDatabases(1);
  Object.assign(process.env, testSettings, {
    DATABASE_URL: urls[0],
    NEXTAUTH_URL: appUrl(),
    PORT: new URL(appUrl()).port,
    HOST: new URL(appUrl()).hostname,
    LOG_LEVEL: 'info',
  });
  try {
    const stopApp = await startApp();
    return async () => {
      try {
        await stopApp();
      } finally {
        await drop();
      }
    };
  } catch (error) {
    await drop();
    throw error;
  }
}
