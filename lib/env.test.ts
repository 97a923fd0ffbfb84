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
