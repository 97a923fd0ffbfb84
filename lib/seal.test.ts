import { expect, test } from 'vitest';
import { seal, unseal } from './seal';

test('a sealed secret opens for its purpose, and is not the same twice', () => {
  const sealed = seal('webhooks.secret', 'whsec_ключ 钥匙');
  expect(sealed).not.toContain('whsec');
  expect(seal('webhooks.secret', 'whsec_ключ 钥匙')).not.toBe(sealed);
  expect(unseal('webhooks.secret', sealed)).toBe('whsec_ключ 钥匙');
});

test('for another purpose, or changed in one place, it does not open', () => {
  const sealed = seal('webhooks.secret', 'secret');
  expect(() => unseal('alerts.url', sealed)).toThrow('unable to authenticate data');
  const bytes = Buffer.from(sealed, 'base64url');
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(() => unseal('webhooks.secret', changed.toString('base64url'))).toThrow(
      'unable to authenticate data',
    );
  }
});
