import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jpegOf, pngOf, webpOf } from '../testing/pictures';
import { readImage } from './read-image';

test.each([
  ['png', pngOf(640, 480), { type: 'image/png', width: 640, height: 480 }],
  ['jpeg', jpegOf(640, 480), { type: 'image/jpeg', width: 640, height: 480 }],
  ['lossy webp', webpOf('VP8 ', 640, 480), { type: 'image/webp', width: 640, height: 480 }],
  ['lossless webp', webpOf('VP8L', 640, 480), { type: 'image/webp', width: 640, height: 480 }],
  ['extended webp', webpOf('VP8X', 640, 480), { type: 'image/webp', width: 640, height: 480 }],
])('%s says its own type and size', (_name, bytes, facts) => {
  expect(readImage(bytes)).toEqual(facts);
});

test.each([
  ['nothing', ''],
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['html', '<!doctype html><script>alert(1)</script>'],
  ['gif', 'GIF89a\x40\x00\x40\x00 and some more bytes to read on'],
  ['a png that ends early', '\x89PNG\r\n\x1a\n'],
  ['a riff of another kind', 'RIFF\x00\x00\x00\x00WAVEfmt and some more bytes to read on'],
])('%s is no picture', (_name, text) => {
  expect(readImage(Buffer.from(text, 'latin1'))).toBeNull();
});

test('a jpeg without a frame is no picture, and none of its parts is read twice', () => {
  expect(readImage(Buffer.from('ffd8ffe00010' + '00'.repeat(14) + 'ffda0008', 'hex'))).toBeNull();
  expect(readImage(Buffer.from('ffd8ffe00000' + '00'.repeat(14), 'hex'))).toBeNull();
});

test('only headers are read: a picture that would unpack to gigabytes says its size at once', () => {
  expect(readImage(pngOf(60_000, 60_000))).toMatchObject({ width: 60_000, height: 60_000 });
});

test('whatever bytes come, the answer is a picture or none', () => {
  const starts = fc.constantFrom('', '\x89PNG\r\n\x1a\n', 'RIFF....WEBPVP8X', '\xff\xd8\xff');
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      const facts = readImage(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
      expect(facts === null || Number.isInteger(facts.width * facts.height)).toBe(true);
    }),
  );
});
