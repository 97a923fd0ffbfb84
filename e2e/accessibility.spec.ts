import { AxeBuilder } from '@axe-core/playwright';
import { everyPage, settled } from './pages';
import { expect, test } from './fixtures';

for (const mode of ['light', 'dark'] as const) {
  test(`every page can be used by everybody, ${mode}`, async ({
    page,
    context,
    arrange,
    signInAs,
    expectError,
  }) => {
    test.slow();
    expectError(/403/);
    expectError(/404/);
    const distributor = await arrange.createDistributor();
    await arrange.createIssuedCodes(distributor.id, { count: 3 });
    const admin = await arrange.createUser({ role: 'ADMIN' });
    await page.emulateMedia({ colorScheme: mode });
    for (const place of await everyPage(distributor, admin)) {
      await context.clearCookies();
      if (place.as) await signInAs(place.as);
      await page.goto(place.path);
      await place.enter?.(page);
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      expect.soft(serious, place.name).toEqual([]);
    }
  });
}
