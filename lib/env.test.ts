import { generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

/** The settings as a process reads them that starts with these. */
async function read(settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.resetModules();
  const { env } = await import('./env');
  return env();
}

const url = { WORKSPACE_API_URL: 'https://workspace.example.com/api' };
const token = { WORKSPACE_API_TOKEN: 'a-token-that-is-never-told' };

test('the workspace needs its address and its token, or neither', async () => {
  expect(await read({ ...url, ...token })).toMatchObject({ ...url, ...token });
  vi.unstubAllEnvs();
  expect(await read({ WORKSPACE_API_URL: '', WORKSPACE_API_TOKEN: '' })).toMatchObject({
    WORKSPACE_API_URL: '',
  });
});

test.each([
  ['an address alone', url],
  ['a token alone', token],
  ['an address of another kind', { ...token, WORKSPACE_API_URL: 'ftp://workspace.example.com' }],
  ['a token that breaks the header', { ...url, WORKSPACE_API_TOKEN: 'a-token-that-is-never-told\r\nX: y' }],
])('%s is refused by name, without its value', async (_, settings) => {
  const refused = await read(settings).catch(String);
  expect(refused).toContain('settings missing or malformed: WORKSPACE_API_');
  expect(refused).not.toContain('never-told');
});

const stripe = { STRIPE_SECRET_KEY: 'sk_test_never-told', STRIPE_WEBHOOK_SECRET: 'whsec_never-told' };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const alipay = { ALIPAY_APP_ID: '2026', ALIPAY_PRIVATE_KEY: pkcs1, ALIPAY_PUBLIC_KEY: spki };

test('providers of payments are on with all their settings; a key of Alipay is one in every form it is written in', async () => {
  const off = await read({});
  expect([off.STRIPE_SECRET_KEY, off.ALIPAY_APP_ID, off.STRIPE_API_URL]).toEqual([
    '',
    '',
    'https://api.stripe.com',
  ]);
  expect(await read(stripe)).toMatchObject(stripe);
  for (const ALIPAY_PRIVATE_KEY of [pkcs1, pem, pem.replace(/-----.*-----|\n/g, '')])
    expect(await read({ ...alipay, ALIPAY_PRIVATE_KEY })).toMatchObject({ ALIPAY_PRIVATE_KEY: pem.trim() });
});

test.each([
  ['STRIPE_', { STRIPE_SECRET_KEY: stripe.STRIPE_SECRET_KEY }],
  ['STRIPE_', { STRIPE_WEBHOOK_SECRET: stripe.STRIPE_WEBHOOK_SECRET }],
  ['STRIPE_SECRET_KEY', { ...stripe, STRIPE_SECRET_KEY: 'never-told\r\nX: y' }],
  ['STRIPE_API_URL', { ...stripe, STRIPE_API_URL: 'http://never-told.example.com' }],
  ['STRIPE_API_URL', { ...stripe, STRIPE_API_URL: 'http://localhost.never-told.com' }],
  ['ALIPAY_', { ALIPAY_APP_ID: '2026' }],
  ['ALIPAY_', { ...alipay, ALIPAY_PUBLIC_KEY: '' }],
  ['ALIPAY_PRIVATE_KEY', { ...alipay, ALIPAY_PRIVATE_KEY: 'never-told' }],
  ['ALIPAY_PRIVATE_KEY', { ...alipay, ALIPAY_PRIVATE_KEY: spki }],
  ['ALIPAY_PUBLIC_KEY', { ...alipay, ALIPAY_PUBLIC_KEY: pkcs1 }],
  ['ALIPAY_GATEWAY', { ...alipay, ALIPAY_GATEWAY: 'ftp://never-told' }],
])('settings of providers that do not fit are refused by name: %s', async (name, settings) => {
  const refused = await read(settings).catch(String);
  expect(refused).toContain(`settings missing or malformed: ${name}`);
  expect(refused).not.toContain('never-told');
});
