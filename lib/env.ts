import { createPrivateKey, createPublicKey } from 'node:crypto';
import { z } from 'zod';

export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

const Environment = z
  .object({
    DATABASE_URL: z.string().min(1),
    /** Past a pooler such as PgBouncer: for LISTEN and session locks. */
    DATABASE_DIRECT_URL: z.string().min(1).optional(),
    /** "off" behind a transaction pooler, which cannot keep named statements. */
    DATABASE_NAMED_STATEMENTS: z.enum(['on', 'off']).default('on'),
    DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    /** A statement that takes as long or longer is written into the log. */
    SLOW_QUERY_MS: z.coerce.number().int().min(1).max(600_000).default(500),
    /** How many jobs one worker process runs at once. */
    WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(4),
    APP_SECRET: z.string().min(32),
    NEXTAUTH_SECRET: z.string().min(32),
    NEXTAUTH_URL: z.url(),
    /** Standard Webhooks secrets, space-separated while one is being rotated. */
    SANDBOX_WEBHOOK_SECRET: z.string().default(''),
    /** Where the sandbox's gateway is; empty: our own. */
    SANDBOX_GATEWAY_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
    SANDBOX_PAYMENTS: z.enum(['0', '1']).default('0'),
    /** Stripe: its secret key, and the secrets its notifications are signed with, space-separated while one is being rotated. */
    STRIPE_SECRET_KEY: printable(),
    STRIPE_WEBHOOK_SECRET: z.string().trim().default(''),
    /** Where Stripe is: its own address, or a server of tests. */
    STRIPE_API_URL: serverUrl('https://api.stripe.com'),
    /** Alipay: the app, our private key, and Alipay's public key; keys as PEM or as their base64 alone. */
    ALIPAY_APP_ID: printable(),
    ALIPAY_PRIVATE_KEY: rsaKey((der) => privateKeyOf(der).export({ type: 'pkcs8', format: 'pem' })),
    ALIPAY_PUBLIC_KEY: rsaKey((der) =>
      createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' }),
    ),
    ALIPAY_GATEWAY: serverUrl('https://openapi.alipay.com/gateway.do'),
    /** 1 lets addresses that people give us be this machine, and without TLS: for tests and development. */
    WEBHOOK_ALLOW_LOCAL: z.enum(['0', '1']).default('0'),
    BUSINESS_TIME_ZONE: z.string().default(DEFAULT_TIME_ZONE).refine(isTimeZone, 'not a time zone'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    METRICS_TOKEN: z.string().default(''),
    /** Where unexpected errors are reported to as well; empty: nowhere, and nothing of it is loaded. */
    SENTRY_DSN: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
    SENTRY_ENVIRONMENT: z.string().min(1).default('production'),
    /** smtp:// or smtps://, with user and password where the server wants them; empty: mails stay in the outbox. */
    SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/ })]).default(''),
    /** The sender of every mail: "no-reply@example.com" or "Tributary <no-reply@example.com>". */
    MAIL_FROM: z
      .union([z.literal(''), z.string().regex(/^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)])
      .default(''),
    /** The workspace that members are added to and removed from, and the token it knows us by; empty: our own tables alone. */
    WORKSPACE_API_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
    WORKSPACE_API_TOKEN: z.union([z.literal(''), z.string().regex(/^[\x21-\x7e]+$/)]).default(''),
  })
  .refine((one) => Boolean(one.WORKSPACE_API_URL) === Boolean(one.WORKSPACE_API_TOKEN), {
    path: ['WORKSPACE_API_URL and WORKSPACE_API_TOKEN'],
  })
  .refine((one) => Boolean(one.STRIPE_SECRET_KEY) === Boolean(one.STRIPE_WEBHOOK_SECRET), {
    path: ['STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET'],
  })
  .refine(
    (one) =>
      new Set([one.ALIPAY_APP_ID, one.ALIPAY_PRIVATE_KEY, one.ALIPAY_PUBLIC_KEY].map(Boolean)).size === 1,
    { path: ['ALIPAY_APP_ID, ALIPAY_PRIVATE_KEY and ALIPAY_PUBLIC_KEY'] },
  )
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, { path: ['MAIL_FROM'] });

let parsed: z.infer<typeof Environment> | undefined;

/**
 * The settings of this process, read once at first use, so that a build needs none of them.
 * @throws Error naming every setting that is missing or malformed, never its value.
 */
export function env() {
  if (!parsed) {
    const result = Environment.safeParse(process.env);
    if (!result.success) {
      const names = result.error.issues.map((issue) => issue.path.join('.'));
      throw new Error(`settings missing or malformed: ${[...new Set(names)].join(', ')}`);
    }
    parsed = result.data;
  }
  return parsed;
}

/** One word that fits into a header, or nothing. */
function printable() {
  return z.union([z.literal(''), z.string().regex(/^[\x21-\x7e]+$/)]).default('');
}

/** Keys and money travel there: without TLS only to this machine. */
function serverUrl(standard: string) {
  return z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https:') || LOOPBACK.has(new URL(url).hostname))
    .default(standard);
}

/** An RSA key as PEM, given as such or as its base64 alone, as Alipay's own tool writes it. */
function rsaKey(pemOf: (der: Buffer) => string | Buffer) {
  return z
    .string()
    .default('')
    .transform((given, context) => {
      const base64 = given.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '');
      if (!base64) return '';
      try {
        return pemOf(Buffer.from(base64, 'base64')).toString().trim();
      } catch {
        context.addIssue('not an RSA key');
        return z.NEVER;
      }
    });
}

/** Alipay's tool writes PKCS#8 for Java and PKCS#1 for everybody else. */
function privateKeyOf(der: Buffer) {
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' });
  }
}

function isTimeZone(name: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
