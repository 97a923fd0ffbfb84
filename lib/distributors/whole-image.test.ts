import { expect, test } from 'vitest';
import { pngOf } from '../testing/pictures';
import { readImage } from './read-image';
import { isWholeImage } from './whole-image';

/** As a drawing program wrote them. */
const DRAWN = {
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAgACEDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAIE/8QAFRABAQAAAAAAAAAAAAAAAAAAABH/xAAWAQEBAQAAAAAAAAAAAAAAAAAABQT/xAAVEQEBAAAAAAAAAAAAAAAAAAAAE//aAAwDAQACEQMRAD8AyUqKUmo0XSopSZRdEUJlE0qKVQmw0XSopSZRdEUJlH//2Q==',
  'lossy webp':
    'UklGRlIAAABXRUJQVlA4IEYAAACQAwCdASohACAAP83Y6Gi/tLEoKrgMA/A5iWgAygAPctwEK7mgAP7ciNmG/bzmy0YQbU9kr8saI7RXL7PvYO4oJBJU8wAA',
  'lossless webp':
    'UklGRogAAABXRUJQVlA4THsAAAAvIMAHAJmM6H9sYuCj/xFnAiIiZNu2kSS5/6In5j25wrZtm/z/badsd0BxJCnRcsMP1PxDlVDbtg3DTH3KFRERsbwKHPfhOuwKXPAHJHfb5q59F+4m/8OhCz7wA7lcu11O11OX4YJciAtzw931/UCybe4Ql9kVuMKuvwwA',
  'interlaced png':
    'iVBORw0KGgoAAAANSUhEUgAAACEAAAAgAQMAAAHRcbMfAAAABlBMVEXBAEI/AMD6nYR1AAAAf0lEQVQI12NgAIITDD9AFMMDhg8gipOB4X8DCEHAJAZfhvsM/4EQBpgbGhgW+TUwNMsBlf1HYDTQ4MCwZRWDZyODqwxQmuH8RYbrf0EMOMIFOAQ4mBgYmCZwCTEwMIaIMjIwpC1bHcTAkPvs23oGhu2VdyY3MKz/Gwe29T9uEgAs2klltnR1bQAAAABJRU5ErkJggg==',
  'grey png':
    'iVBORw0KGgoAAAANSUhEUgAAACEAAAAgEAAAAADpQ5JVAAAAw0lEQVRIx+1SsRHDMAhEdudWjXdIpcpbMQwLZB6tkZ5abQr0wcRd1Phy8p1BvLjnAaXHkwa/ZZRgUkyKv6ZQGabIfIdGOoWK/UQq8EC8Z7fnWCXthSizheb9pBLvYA2FXzz5W48NKxKoqGRGZD7tJbNdxgoRgQWCSOWjwtNcC2peVcSprOurVaJWYUHV6nZsR6vb4ZhKZssxlKhVoj5Ol3uW6Po8Pmf1pWaO6deFoq24Bx932suvTwqlByjC65wUN6J4AwQbnlK+DoxRAAAAAElFTkSuQmCC',
};

const isWhole = (bytes: Uint8Array) => {
  const facts = readImage(bytes);
  return facts ? isWholeImage(bytes, facts) : Promise.resolve(false);
};

test.each(Object.entries(DRAWN))('a %s is whole, and half of it is not', async (_name, text) => {
  const bytes = Buffer.from(text, 'base64');
  expect(await isWhole(bytes)).toBe(true);
  // Bytes may follow a picture; what ends before the picture does, is none.
  expect(await isWhole(Buffer.concat([bytes, Buffer.from('more')]))).toBe(true);
  for (const length of [33, 40, bytes.length >> 1, bytes.length - 4])
    expect(await isWhole(bytes.subarray(0, length)), `${length} bytes`).toBe(false);
});

test('a header alone is no picture', async () => {
  expect(await isWhole(pngOf(64, 64))).toBe(true);
  expect(await isWhole(pngOf(64, 64).subarray(0, 33))).toBe(false);
});

test('a picture of another size than it says, or whose bytes were changed, is none', async () => {
  const [small, large] = [pngOf(32, 32), pngOf(64, 64)];
  const header = small.subarray(0, 33);
  expect(await isWhole(Buffer.concat([header, large.subarray(33)]))).toBe(false);
  expect(await isWhole(Buffer.concat([large.subarray(0, 33), small.subarray(33)]))).toBe(false);
  const changed = Buffer.from(large);
  changed[70] = changed[70]! ^ 1;
  expect(await isWhole(changed)).toBe(false);
});
