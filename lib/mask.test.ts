import { expect, test } from 'vitest';
import { masked, maskedText } from './mask';

// Numbers that pass the card check, of no card.
const CARDS = ['4111111111111111', '4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005'];

test.each(CARDS)('a card number in a text is seen and masked, however it is written (%#)', (card) => {
  expect(maskedText(`declined for ${card}, try again`)).toBe('declined for ****, try again');
  expect(masked({ reason: [`card=${card}`] })).toEqual({ reason: ['card=****'] });
});

test('a card number is masked as a number too, and whatever its field is called', () => {
  expect(masked({ paid_with: 4111111111111111 })).toEqual({ paid_with: '****' });
  expect(masked({ CardNumber: '1', card_no: '2', pan: '3', cvv: '123', cvc: 1, security_code: 4 })).toEqual({
    CardNumber: '****',
    card_no: '****',
    pan: '****',
    cvv: '***',
    cvc: '***',
    security_code: '***',
  });
});

test.each([
  'ORD2026112800000012',
  '2026-11-28T21:42:26.000Z',
  '1764366000000',
  '4111111111111112',
  '6b1f6c8e-4111-4111-8111-111111111111',
  'req-4711.4111111111111111',
])('what only looks like one is no card (%#)', (text) => {
  expect(maskedText(text)).toBe(text);
});

test.each([
  ['Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
  ['whsec_dGVzdC13ZWJob29rLXNlY3JldA==', 'dGVzdC13'],
  ['the key trib_0123456789abcdefghij was refused', '0123456789abcdefghij'],
  ['sk_live_0123456789abcdef', '0123456789abcdef'],
  ['connect postgres://app:hunter22@db:5432/app failed', 'hunter22'],
  ['cookie next-auth.session-token=eyJhbGciOi.JIUzI1NiJ9; path=/', 'eyJhbGciOi'],
  ['POST https://oapi.dingtalk.com/robot/send?access_token=d1ngd1ng&sign=abc', 'd1ngd1ng'],
  ['https://hooks.slack.com/services/T000/B000/XXXXXXXX', 'XXXXXXXX'],
  ['/api/v1/public/invitations/k3Jh5_abcdefghijklmnop/accept', 'k3Jh5_abcdefghijklmnop'],
  ['http://127.0.0.1:3000/p/MTIzNDU2Nzg5MDEyMzQ1Njc4OTA', 'MTIzNDU2Nzg5'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----', 'MIIEow'],
])('a text loses what is secret in it (%#)', (text, secret) => {
  expect(maskedText(text)).not.toContain(secret);
  expect(maskedText(text)).toContain('[masked]');
  expect(JSON.stringify(masked([{ deep: { er: text } }]))).not.toContain(secret);
});

test('fields that hold secrets are masked at any depth, and what is none stays', () => {
  const secrets = {
    password: 1,
    api_key: 'x',
    Cookie: 'x',
    signature: [1],
    webhook_secret: 'x',
    sealed_url: 'x',
  };
  const hidden = Object.fromEntries(Object.keys(secrets).map((key) => [key, '[masked]']));
  expect(masked({ a: [{ ...secrets, plan: 'Team', idempotency_key: 'k' }] })).toEqual({
    a: [{ ...hidden, plan: 'Team', idempotency_key: 'k' }],
  });
});

test('a text is masked before it is cut, so that no half of a secret is left', () => {
  expect(masked(`${'x '.repeat(10)}Bearer ${'k'.repeat(60)}`, 50)).not.toContain('kkk');
});
