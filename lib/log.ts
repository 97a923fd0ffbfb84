import pino from 'pino';
import { noteError, type Exception } from './error-notes';
import { asAppError, type AppError } from './errors';
import { cut, masked, maskedText } from './mask';
import { requestScope } from './request-scope';

/** Of one text, and of a stack: addresses and input are as long as a caller likes. */
const LONGEST = 2_000;
const LONGEST_STACK = 10_000;

const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label === 'warn' ? 'WARNING' : label.toUpperCase() }) },
  messageKey: 'message',
});

export type LogContext = Record<string, unknown>;
/** Where it went wrong: a request or a job by its id, or the part of the machinery. */
export type ErrorContext = LogContext & ({ request_id: string | undefined } | { event: string });

/** A failure that nobody expected, with its stack; it is counted and, where a tracker is set up, reported. */
export function logError(thrown: unknown, context: ErrorContext) {
  const error_code = (context.error_code as string | undefined) ?? asAppError(thrown).errorCode;
  const facts = factsOf(context);
  const exception = exceptionOf(thrown);
  logger.error({ error_code, context: facts, exception }, exception.message);
  noteError({ level: 'ERROR', code: error_code, exception, context, facts, thrown });
}

/** A refusal that a caller is told: the product makes it knowingly. */
export function logRefusal(error: AppError, context: ErrorContext) {
  const error_code = error.errorCode;
  const facts = factsOf(context);
  const exception = { type: error.name, message: maskedText(cut(error.message, LONGEST)) };
  logger.warn({ error_code, context: facts }, exception.message);
  noteError({ level: 'WARNING', code: error_code, exception, context, facts, thrown: error });
}

/** Something is not as it should be, and goes on all the same. */
export function logWarning(message: string, context: ErrorContext) {
  const facts = factsOf(context);
  logger.warn({ error_code: context.error_code, context: facts }, maskedText(cut(message, LONGEST)));
}

/** Something the business cares about has happened, for example "order_created". Call it after the commit. */
export function logEvent(eventType: string, context: LogContext = {}) {
  logger.info({ event_type: eventType, context: factsOf(context) });
}

function factsOf({ error_code: _, ...context }: LogContext) {
  const request_id = context.request_id ?? requestScope.getStore();
  return masked({ ...context, ...(request_id !== undefined && { request_id }) }, LONGEST) as LogContext;
}

function exceptionOf(error: unknown, depth = 0): Exception {
  if (!(error instanceof Error))
    return { type: typeof error, message: maskedText(cut(String(error), LONGEST)) };
  const { cause } = error;
  return {
    type: error.name,
    message: maskedText(cut(error.message, LONGEST)),
    traceback: error.stack && maskedText(cut(error.stack, LONGEST_STACK)),
    ...(cause instanceof Error && depth < 5 && { cause: exceptionOf(cause, depth + 1) }),
  };
}
