import pino from 'pino';

const SECRET = /pass(word|wd)?|secret|token|cookie|authorization|signature|api_?key|^hash$|nonce/i;
const MASKS: Record<string, string> = { cardnumber: '****', cvv: '***', cvc: '***' };
const DEEPEST = 8;
/** Of one text, and of a stack: addresses and input are as long as a caller likes. */
const LONGEST = 2_000;
const LONGEST_STACK = 10_000;

function cut(text: string, longest = LONGEST) {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}

/** A copy without secrets, at any depth, safe to leave the process; texts longer than `longest` are cut. */
export function masked(value: unknown, longest = Infinity, depth = 0): unknown {
  if (typeof value === 'string') return cut(value, longest);
  if (value === null || typeof value !== 'object')
    return typeof value === 'bigint' ? value.toString() : value;
  if (depth >= DEEPEST) return '[deep]';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => masked(item, longest, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const mask =
        MASKS[key.toLowerCase().replace(/[^a-z]/g, '')] ?? (SECRET.test(key) ? '[masked]' : undefined);
      return [key, mask ?? masked(item, longest, depth + 1)];
    }),
  );
}

const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label === 'warn' ? 'WARNING' : label.toUpperCase() }) },
  messageKey: 'message',
});

export type LogContext = Record<string, unknown>;

/** A failure that nobody expected, with its stack. */
export function logError(error: unknown, context: LogContext = {}) {
  const { error_code = 'INTERNAL_ERROR', ...rest } = context;
  const message = error instanceof Error ? error.message : String(error);
  logger.error({ error_code, context: masked(rest, LONGEST), exception: exceptionOf(error) }, cut(message));
}

/** A refusal the product makes knowingly. */
export function logWarning(message: string, context: LogContext = {}) {
  const { error_code, ...rest } = context;
  logger.warn({ error_code, context: masked(rest, LONGEST) }, cut(message));
}

/** Something the business cares about has happened, for example "order_created". Call it after the commit. */
export function logEvent(eventType: string, context: LogContext = {}) {
  logger.info({ event_type: eventType, context: masked(context, LONGEST) });
}

function exceptionOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error, message: cut(String(error)) };
  const { cause } = error;
  return {
    type: error.name,
    message: cut(error.message),
    traceback: error.stack && cut(error.stack, LONGEST_STACK),
    ...(cause instanceof Error && { cause: exceptionOf(cause) }),
  };
}
