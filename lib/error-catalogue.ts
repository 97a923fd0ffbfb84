/** What kind of refusal it is, for people and for programs. */
export const ERROR_CATEGORIES = [
  'input',
  'business',
  'permission',
  'not_found',
  'conflict',
  'limit',
  'technical',
] as const;
export type ErrorCategory = (typeof ERROR_CATEGORIES)[number];

/** Whether the same request may be sent again: "later" as it is, "changed" with something mended first, "no" never. */
export type TryAgain = 'later' | 'changed' | 'no';

type ErrorRow = { status: number; category: ErrorCategory; again: TryAgain; also?: readonly number[] };

const input = (status = 400, also?: readonly number[]) =>
  ({ status, category: 'input', again: 'changed', also }) as const satisfies ErrorRow;
const business = (again: TryAgain = 'changed') =>
  ({ status: 400, category: 'business', again }) as const satisfies ErrorRow;
const permission = (status = 403, again: TryAgain = 'changed', also?: readonly number[]) =>
  ({ status, category: 'permission', again, also }) as const satisfies ErrorRow;
const notFound = { status: 404, category: 'not_found', again: 'no' } as const satisfies ErrorRow;
const conflict = (again: TryAgain = 'changed', status = 409) =>
  ({ status, category: 'conflict', again }) as const satisfies ErrorRow;
const limit = (again: TryAgain) => ({ status: 429, category: 'limit', again }) as const satisfies ErrorRow;
const technical = (status = 500, again: TryAgain = 'later') =>
  ({ status, category: 'technical', again }) as const satisfies ErrorRow;

/**
 * Every code there is: the one place in which a code gets its status. A class of lib/errors.ts names its code and has the
 * rest from here; the words are in `messages/`, and the tables of /docs/errors and README are made of both.
 */
export const ERRORS = {
  VALIDATION_ERROR: input(400, [415]),
  REQUEST_TOO_LARGE: input(413),
  METHOD_NOT_ALLOWED: input(405),
  PASSWORD_UNSAFE: input(),
  LOGO_TOO_LARGE: input(),
  LOGO_UNREADABLE: input(),
  LOGO_DIMENSIONS: input(),
  TARGET_REFUSED: input(),

  WRONG_PASSWORD: business(),
  PLAN_UNAVAILABLE: business(),
  TOO_MANY_CODES: business(),
  INSUFFICIENT_STOCK: business(),
  PAYMENT_FAILED: business(),
  CODE_INACTIVE: business('no'),
  CODE_EXPIRED: business('no'),
  CODE_DEPLETED: business('no'),
  SEATS_EXHAUSTED: business('later'),

  UNAUTHENTICATED: permission(401),
  INVALID_CREDENTIALS: permission(401),
  PERMISSION_DENIED: permission(403, 'no'),
  ORIGIN_REFUSED: permission(403, 'no'),
  SECOND_PERSON_NEEDED: permission(403, 'no'),
  WEBHOOK_REFUSED: permission(401, 'changed', [400]),

  RESOURCE_NOT_FOUND: notFound,
  CODE_NOT_FOUND: notFound,

  INVALID_STATE_TRANSITION: conflict('no'),
  VERSION_CONFLICT: conflict(),
  DUPLICATE_REQUEST: conflict('later'),
  IDEMPOTENCY_KEY_REUSED: conflict('changed', 422),
  EMAIL_TAKEN: conflict(),
  LAST_ADMIN: conflict(),
  SLUG_TAKEN: conflict(),
  ACCOUNT_TAKEN: conflict(),
  TOO_MANY_API_KEYS: conflict(),
  TOO_MANY_ENDPOINTS: conflict(),
  PASSWORD_LINK_EXPIRED: conflict('no'),
  PASSWORD_LINK_USED: conflict('no'),
  ORDER_NOT_PAYABLE: conflict('no'),
  PAYMENT_UNDECIDED: conflict('later'),
  ORDER_ENDED: conflict('no'),
  REFUND_NOT_ALLOWED: conflict('no'),
  EVENT_REFUSED: conflict('no'),
  COMPARISON_RUNNING: conflict('later'),
  SEATS_TAKEN: conflict(),
  INVITATION_ENDED: conflict('no'),
  INVITATION_ACCEPTED: conflict('no'),
  INVITATION_RESENT_OUT: conflict('no'),

  RATE_LIMITED: limit('later'),

  UNKNOWN_ERROR: technical(),
  INTERNAL_ERROR: technical(),
  DATABASE_ERROR: technical(),
  SERVICE_UNAVAILABLE: technical(503),
  PAYMENT_GATEWAY_ERROR: technical(502),
  PAYMENT_NETWORK_ERROR: technical(502),
  PAYMENT_TIMEOUT: technical(504, 'no'),
  PAYMENT_UNEXPECTED_ERROR: technical(500, 'no'),
  REFUND_ERROR: technical(502),
  CODES_NOT_UNIQUE: technical(),
  MAIL_REFUSED: technical(502, 'no'),
  MAIL_FAILED: technical(502),
  TARGET_TIMEOUT: technical(504),
  TARGET_UNREACHABLE: technical(502),
  WORKSPACE_UNAVAILABLE: technical(503),
  WORKSPACE_REFUSED: technical(502, 'changed'),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

/** What the text of a code is shown with where no error has happened; limits are those that hold. */
export const EXAMPLE_DETAILS: Partial<Record<ErrorCode, Record<string, string | number>>> = {
  INSUFFICIENT_STOCK: { product_name: 'Tea set', available: 3, requested: 5 },
  LOGO_DIMENSIONS: { least: 32, most: 2_000 },
  LOGO_TOO_LARGE: { most: 256 },
  RATE_LIMITED: { retry_after: 60 },
  SEATS_TAKEN: { seats_taken: 12 },
  TARGET_REFUSED: { reason: 'address' },
  TOO_MANY_API_KEYS: { most: 20 },
  TOO_MANY_ENDPOINTS: { most: 10 },
};

/** The codes of some categories. */
export type CodeOf<C extends ErrorCategory> = {
  [K in ErrorCode]: (typeof ERRORS)[K]['category'] extends C ? K : never;
}[ErrorCode];

/** Everything a code means, of one type for all. */
export const errorRow = (code: ErrorCode): ErrorRow => ERRORS[code];
