import { expect, test } from 'vitest';
import { MAX_ID } from '../text';
import { invitationIdOf, invitationToken, isInvitationToken } from './invitation-token';

test.each([1, 77, MAX_ID])('the token of invitation %i is its own, with its present nonce only', (id) => {
  const token = invitationToken(id, 3);
  expect(token).toMatch(/^[\w-]{48}$/);
  expect(invitationIdOf(token)).toBe(id);
  expect(isInvitationToken(token, id, 3)).toBe(true);
  expect(isInvitationToken(token, id, 2)).toBe(false);
  expect(isInvitationToken(token, id === 1 ? 2 : 1, 3)).toBe(false);
});

test('a token with one bit changed is none', () => {
  const token = Buffer.from(invitationToken(5, 1), 'base64url');
  for (let at = 0; at < token.length; at += 1) {
    const changed = Buffer.from(token);
    changed[at]! ^= 1;
    expect(isInvitationToken(changed.toString('base64url'), 5, 1)).toBe(false);
  }
});

test('what has not the form of a token names no invitation', () => {
  const token = invitationToken(5, 1);
  const none = [
    '',
    'a',
    token.slice(1),
    `${token}A`,
    `${token.slice(0, -1)}=`,
    ` ${token}`,
    `${token.slice(0, 10)}+${token.slice(11)}`,
  ];
  for (const text of none) {
    expect(invitationIdOf(text)).toBeNull();
    expect(isInvitationToken(text, 5, 1)).toBe(false);
  }
  expect(invitationIdOf(invitationToken(0, 1))).toBeNull();
});
