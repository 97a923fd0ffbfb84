import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import type { ImageFacts } from './read-image';

/**
 * Whether a picture is there from its header to its end, so that what customers see is not the sign for a broken one. A PNG is
 * unpacked, to no more than its size allows; of the others it is known that nothing is cut off and that a picture is inside.
 */
export async function isWholeImage(bytes: Uint8Array, { type, width, height }: ImageFacts) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (type === 'image/png') return await isWholePng(buffer, width, height);
    return type === 'image/webp' ? isWholeWebp(buffer) : isWholeJpeg(buffer);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

type Chunk = { name: string; data: Buffer };

function pngChunks(buffer: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 8; at < buffer.length && chunks.at(-1)?.name !== 'IEND';) {
    const end = at + 8 + buffer.readUInt32BE(at);
    if (crc32(buffer.subarray(at + 4, end)) !== buffer.readUInt32BE(end)) return null;
    chunks.push({ name: buffer.toString('latin1', at + 4, at + 8), data: buffer.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks.at(-1)?.name === 'IEND' ? chunks : null;
}

/** How many values a point of each colour type has, and how many bits each of them may have. */
const POINTS: Record<number, [values: number, bits: number[]]> = {
  0: [1, [1, 2, 4, 8, 16]],
  2: [3, [8, 16]],
  3: [1, [1, 2, 4, 8]],
  4: [2, [8, 16]],
  6: [4, [8, 16]],
};

/** Which points each pass over an interlaced picture draws: from, and every how many. */
const PASSES = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const;

async function isWholePng(buffer: Buffer, width: number, height: number) {
  const chunks = pngChunks(buffer);
  const header = chunks?.[0];
  if (!chunks || header?.name !== 'IHDR' || header.data.length !== 13) return false;
  const [bits = 0, color = -1, packing, filter, interlaced = 2] = header.data.subarray(8);
  const [values, allowed] = POINTS[color] ?? [0, []];
  const isKnown = allowed.includes(bits) && packing === 0 && filter === 0 && interlaced <= 1;
  const hasColors = color !== 3 || chunks.some(({ name }) => name === 'PLTE');
  if (!isKnown || !hasColors) return false;
  const rows = (across: number, down: number) =>
    across > 0 && down > 0 ? down * (1 + Math.ceil((across * values * bits) / 8)) : 0;
  const drawn = ([x, dx, y, dy]: (typeof PASSES)[number]) =>
    rows(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy));
  const size = interlaced ? PASSES.reduce((sum, pass) => sum + drawn(pass), 0) : rows(width, height);
  const packed = Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data));
  // oxlint-disable-next-line house/catches-tell -- what cannot be unpacked is no picture, for whatever reason
  const unpacked = await promisify(inflate)(packed, { maxOutputLength: size }).catch(() => null);
  return unpacked?.length === size;
}

const PICTURES = ['VP8 ', 'VP8L', 'ANMF'];

function isWholeWebp(buffer: Buffer) {
  const end = 8 + buffer.readUInt32LE(4);
  if (end > buffer.length) return false;
  let hasPicture = false;
  for (let at = 12; at + 8 <= end;) {
    const [name, size] = [buffer.toString('latin1', at, at + 4), buffer.readUInt32LE(at + 4)];
    if (at + 8 + size > end) return false;
    if (PICTURES.includes(name) && size > 0) hasPicture = true;
    at += 8 + size + (size % 2);
  }
  return hasPicture;
}

const SCAN = 0xda;

/** Tables, the frame, then at least one scan with something in it, then the end. */
function isWholeJpeg(buffer: Buffer) {
  for (let at = 2; buffer.readUInt8(at) === 0xff;) {
    const marker = buffer.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else {
      const next = at + 2 + buffer.readUInt16BE(at + 2);
      if (marker === SCAN) return buffer.lastIndexOf('\xff\xd9', undefined, 'latin1') > next;
      at = next;
    }
  }
  return false;
}
