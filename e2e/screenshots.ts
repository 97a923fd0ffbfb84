import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { database } from '../lib/db';
import { test } from './fixtures';
import { everyPage, settled } from './pages';

const FOLDER = fileURLToPath(new URL('../screenshots', import.meta.url));
const SIZES = [
  { width: 1280, height: 800 },
  { width: 375, height: 812 },
];

// Every page in both modes and two widths, to be looked at: `npm run screenshots`.
test('screenshots', async ({ page, context, signInAs, expectError }) => {
  expectError(/403/);
  expectError(/404/);
  execFileSync(process.execPath, ['--import', 'tsx', 'prisma/seed.ts'], { stdio: 'inherit' });
  const user = (email: string) => database().user.findUniqueOrThrow({ where: { email } });
  const places = await everyPage(
    await user('distributor@tributary.example'),
    await user('admin@tributary.example'),
  );
  for (const place of places) {
    await context.clearCookies();
    if (place.as) await signInAs(place.as);
    for (const mode of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: mode, reducedMotion: 'reduce' });
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await page.goto(place.path);
        await place.enter?.(page);
        await settled(page);
        await page.screenshot({
          path: `${FOLDER}/${place.name}-${mode}-${size.width}.png`,
          fullPage: true,
        });
      }
    }
  }
});
