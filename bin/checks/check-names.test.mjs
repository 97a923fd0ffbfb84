import { expect, test } from 'vitest';
import { badNames } from './check-names.mjs';
import { filesInGit } from './files-in-git.mjs';

const short = () => 'one line\n';

test('the names of the house pass', () => {
  const files = [
    'README.md',
    'app/(distributor)/codes/[id]/page.tsx',
    'app/api/auth/[...nextauth]/route.ts',
    'app/api/v1/orders/[order_no]/route.ts',
    'app/api/openapi.json/route.ts',
    'components/ui/status-tag.tsx',
    'lib/money.ts',
    'lib/worker/main.ts',
    'lib/codes/buy-codes.ts',
    'lib/codes/buy-codes.test.ts',
    'lib/orders/order-status.ts',
    'lib/orders/schema.ts',
    'lib/orders/jobs.ts',
    'lib/payments/providers/sandbox.ts',
    'lib/payments/providers/sandbox.test.ts',
    'prisma/migrations/20250101000000_spine/migration.sql',
    'prisma/schema/orders.prisma',
  ];
  expect(badNames(files, short)).toEqual([]);
});

test.each([
  ['lib/codes/codes.ts', /a noun holds/],
  ['lib/codes/queries.ts', /a noun holds/],
  ['lib/codes/rules/price-rule.ts', /a noun holds/],
  ['lib/codes/code-badge.tsx', /a noun holds/],
  ['lib/codes/buyCodes.ts', /a noun holds|kebab-case/],
  ['app/(distributor)/codes/CodesTable.tsx', /kebab-case/],
  ['components/ui/status_tag.tsx', /kebab-case/],
  ['lib/string-utils.ts', /"utils" says nothing/],
  ['app/codes/code-helper.ts', /"helper" says nothing/],
  ['components/types.ts', /"types" says nothing/],
  ['components/common/frame.tsx', /"common" says nothing/],
  ['lib/orders/order-repository.ts', /"repository" says nothing/],
  ['lib/orders/services/create-order.ts', /"services" says nothing/],
  ['components/ui/index.ts', /not a barrel/],
])('%s is refused', (file, message) => {
  expect(badNames([file], short)).toContainEqual(expect.stringMatching(message));
});

test('a schema of more than 300 lines is refused', () => {
  const lines = (count) => () => 'x\n'.repeat(count);
  expect(badNames(['prisma/schema/orders.prisma'], lines(300))).toEqual([]);
  expect(badNames(['prisma/schema/orders.prisma'], lines(301))).toHaveLength(1);
});

test('files that git does not know yet are looked at too', () => {
  expect(filesInGit()).toContain('package.json');
});
