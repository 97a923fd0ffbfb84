import { isUtf8 } from 'node:buffer';

/** What is shown of a payload; a notification is a few hundred bytes, and 64 KB at most. */
const SHOWN_BYTES = 16_384;

export type EventText = {
  /** Null: it is no text. */
  raw: string | null;
  /** JSON with its lines indented, or the fields of a form one below the other; null where it is neither. */
  readable: string | null;
  bytes: number;
  /** Only its beginning is shown. */
  cut: boolean;
};

/** A payload as people can read it. Bytes that are no text are not guessed at. */
export function eventText(body: Uint8Array): EventText {
  const cut = body.length > SHOWN_BYTES;
  const bytes = Buffer.from(body);
  const about = { bytes: bytes.length, cut };
  if (!isUtf8(bytes)) return { raw: null, readable: null, ...about };
  const whole = bytes.toString();
  // A cut in the middle of a character leaves a mark of its own, which is taken away.
  const raw = cut ? bytes.subarray(0, SHOWN_BYTES).toString().replace(/�+$/, '') : whole;
  return { raw, readable: cut ? null : (asJson(whole) ?? asForm(whole)), ...about };
}

function asJson(text: string) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const FORM = /^[\w.-]+=[^\s]*$/;

function asForm(text: string) {
  if (!FORM.test(text)) return null;
  return [...new URLSearchParams(text)].map(([name, value]) => `${name}: ${value}`).join('\n');
}
