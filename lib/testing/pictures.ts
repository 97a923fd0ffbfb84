import { crc32, deflateSync } from 'node:zlib';

type Color = readonly [red: number, green: number, blue: number];

/**
 * A picture that every browser draws: one colour on white.
 * @param isPainted says which points have the colour; all of them by default
 */
export function pngOf(
  width: number,
  height: number,
  color: Color = [22, 104, 220],
  isPainted: (x: number, y: number) => boolean = () => true,
) {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits for each point, which is the number of a colour in the palette.
  header.set([8, 3], 8);
  // Past a size that anybody would take, the header says it and nothing follows.
  const rows = Buffer.alloc(width * height > 10_000_000 ? 0 : (width + 1) * height);
  for (let at = 0; at < rows.length; at += 1) {
    const [x, y] = [(at % (width + 1)) - 1, Math.floor(at / (width + 1))];
    // Before each row stands how it was packed: as it is.
    if (x >= 0 && isPainted(x, y)) rows[at] = 1;
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from([255, 255, 255, ...color])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A JPEG as far as it can be told without drawing it: a note, a table, the frame, something of a scan, the end. */
export function jpegOf(width: number, height: number) {
  const frame = Buffer.from('ffc00011080000000003012200021101031101', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const scan = Buffer.from('ffda0008010100003f007fffd9', 'hex');
  return Buffer.concat([Buffer.from('ffd8ffe00004abcdffffdb0004abcd', 'hex'), frame, scan]);
}

/** A WebP as far as it can be told without drawing it. */
export function webpOf(kind: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number) {
  const bytes = Buffer.alloc(40);
  bytes.write(`RIFF____WEBP${kind}____`, 'latin1');
  if (kind === 'VP8X') {
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
  } else if (kind === 'VP8L') {
    bytes[20] = 0x2f;
    bytes.writeUInt32LE(((height - 1) << 14) | (width - 1), 21);
  } else {
    bytes.write('\x9d\x01\x2a', 23, 'latin1');
    bytes.writeUInt16LE(width, 26);
    bytes.writeUInt16LE(height, 28);
  }
  bytes.writeUInt32LE(bytes.length - 20, 16);
  const inside = kind === 'VP8X' ? Buffer.from('VP8L\x02\0\0\0\x2f\0', 'latin1') : Buffer.alloc(0);
  bytes.writeUInt32LE(bytes.length + inside.length - 8, 4);
  return Buffer.concat([bytes, inside]);
}
