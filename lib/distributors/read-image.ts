/** The pictures every browser draws and that carry no script. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';
export type ImageFacts = { type: ImageType; width: number; height: number };

/**
 * What a picture is, by its own first bytes: a name or a header that came with it proves nothing. Only headers are read, so a
 * picture that would unpack to gigabytes costs nothing here.
 * @returns null when it is none of these or ends before its size is said
 */
export function readImage(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readPng(view) ?? readWebp(view) ?? readJpeg(view);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const letters = (view: DataView, at: number, count: number) =>
  String.fromCharCode(...Array.from({ length: count }, (_, index) => view.getUint8(at + index)));

function readPng(view: DataView): ImageFacts | null {
  if (letters(view, 0, 8) !== '\x89PNG\r\n\x1a\n' || letters(view, 12, 4) !== 'IHDR') return null;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function readWebp(view: DataView): ImageFacts | null {
  if (letters(view, 0, 4) !== 'RIFF' || letters(view, 8, 4) !== 'WEBP') return null;
  const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  switch (letters(view, 12, 4)) {
    case 'VP8X':
      return { type: 'image/webp', width: uint24(24) + 1, height: uint24(27) + 1 };
    case 'VP8L': {
      if (view.getUint8(20) !== 0x2f) return null;
      const sides = view.getUint32(21, true);
      return { type: 'image/webp', width: (sides & 0x3fff) + 1, height: ((sides >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ': {
      if (letters(view, 23, 3) !== '\x9d\x01\x2a') return null;
      const side = (at: number) => view.getUint16(at, true) & 0x3fff;
      return { type: 'image/webp', width: side(26), height: side(28) };
    }
    default:
      return null;
  }
}

/** Start-of-frame markers: all of C0…CF but tables (C4), an extension (C8) and arithmetic coding's conditions (CC). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const SCAN = 0xda;
const END = 0xd9;

function readJpeg(view: DataView): ImageFacts | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isFrame(marker))
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else if (marker === SCAN || marker === END) return null;
    else at += 2 + view.getUint16(at + 2);
  }
}
