import { expect, test } from 'vitest';
import { formatTime } from './format';

test('a moment is written to the minute, and its time zone after it, in either language', () => {
  const moment = '2026-11-24T05:21:40Z';
  expect(formatTime(moment, 'en', 'Asia/Shanghai')).toMatch(/^Nov 24, 2026, 1:21\sPM \(GMT\+8\)$/);
  expect(formatTime(moment, 'zh-CN', 'Asia/Shanghai')).toBe('2026年11月24日 13:21 (GMT+8)');
  expect(formatTime(new Date(moment), 'en', 'UTC')).toMatch(/^Nov 24, 2026, 5:21\sAM \(UTC\)$/);
});
