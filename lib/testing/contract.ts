/** What a request is about: somebody's, or nobody's at all. */
export type Target = {
  distributor_id: number;
  order_no: string;
  /** Of a payment that has come. */
  payment_id: number;
  code_id: number;
  code: string;
  email: string;
  team_id: number;
};
export type Asked = {
  params?: (target: Target) => Record<string, unknown>;
  query?: (target: Target) => Record<string, string>;
  body?: (target: Target) => object;
};
/** What each is answered who asks for what is the distributor's; `unknown`, what they are who may look, for what there is not. */
export type Row = Asked & {
  distributor: number;
  other: number;
  operator: number;
  admin: number;
  unknown?: number;
};

export const NOBODYS: Target = {
  distributor_id: 2_000_000_001,
  order_no: 'ORD1999010100000001',
  payment_id: 2_000_000_003,
  code_id: 2_000_000_002,
  code: 'ORD2000000005_ZZZZZZZZ',
  email: 'nobody-at-all@example.com',
  team_id: 2_000_000_006,
};

const ofOrder: Asked = { params: ({ order_no }) => ({ order_no }) };
const ofDistributor: Asked = { params: ({ distributor_id }) => ({ id: String(distributor_id) }) };
const ofCode: Asked = { params: ({ code_id }) => ({ id: String(code_id) }) };

const everybody = { distributor: 200, other: 200, operator: 200, admin: 200 };
const anyStaff = { ...everybody, distributor: 403, other: 403 };
const eachTheirOwn = { ...everybody, operator: 403, admin: 403 };
const anyAdmin = { distributor: 403, other: 403, operator: 403, admin: 200, unknown: 404 };

/** Who may do what, and how it is answered. */
export const SIGNED_IN: Record<string, Row> = {
  'GET /api/v1/code-orders': anyStaff,
  'GET /api/v1/distributors/[id]/code-orders': { ...ofDistributor, ...anyAdmin, operator: 200 },
  'GET /api/v1/distributors/[id]/codes': { ...ofDistributor, ...anyAdmin, operator: 200 },
  'GET /api/v1/distributors/[id]/members': { ...ofDistributor, ...anyAdmin },
  'GET /api/v1/distributors/[id]/plan-sales': { ...ofDistributor, ...anyAdmin },
  'GET /api/v1/distributors/[id]/sales': { ...ofDistributor, ...anyAdmin },
  'GET /api/v1/distributors/[id]/sales-trend': { ...ofDistributor, ...anyAdmin },
  'GET /api/v1/distributors/[id]/summary': { ...ofDistributor, ...anyAdmin },
  'GET /api/v1/distributors/[id]/webhook-deliveries': { ...ofDistributor, ...anyAdmin },
  'GET /api/v1/distributors/me/code-orders': eachTheirOwn,
  'GET /api/v1/distributors/me/code-orders/[order_no]': {
    ...ofOrder,
    ...eachTheirOwn,
    other: 404,
    unknown: 404,
  },
  'GET /api/v1/distributors/me/codes': eachTheirOwn,
  'GET /api/v1/distributors/me/members': eachTheirOwn,
  'GET /api/v1/distributors/me/plan-sales': eachTheirOwn,
  'GET /api/v1/distributors/me/sales': eachTheirOwn,
  'GET /api/v1/distributors/me/sales-trend': eachTheirOwn,
  'GET /api/v1/distributors/me/summary': eachTheirOwn,
  'GET /api/v1/distributors/me/webhook-deliveries': eachTheirOwn,
  'GET /api/v1/orders/[order_no]/payment-status': { ...ofOrder, ...everybody, other: 404, unknown: 404 },
  'GET /api/v1/plans': everybody,
  'GET /api/v1/members': { ...anyStaff, operator: 403 },
  'GET /api/v1/payments': anyStaff,
  'GET /api/v1/payment-events': anyStaff,
  'GET /api/v1/refunds': anyStaff,
  'GET /api/v1/search': { ...everybody, query: ({ code }) => ({ q: code }) },
  'POST /api/v1/distributors/me/code-orders': { ...eachTheirOwn, distributor: 201, other: 201 },
  'POST /api/v1/distributors/me/codes/[id]/disable': { ...ofCode, ...eachTheirOwn, other: 404, unknown: 404 },
  'POST /api/v1/distributors/me/codes/[id]/enable': { ...ofCode, ...eachTheirOwn, other: 404, unknown: 404 },
  'POST /api/v1/distributors/me/members/remove': {
    body: ({ email, team_id }) => ({ email, team_id, reason: 'Left' }),
    distributor: 200,
    other: 404,
    operator: 403,
    admin: 200,
    unknown: 404,
  },
  'POST /api/v1/orders/[order_no]/cancel': {
    ...ofOrder,
    body: () => ({ reason: 'Not wanted' }),
    ...everybody,
    other: 404,
    unknown: 404,
  },
  'POST /api/v1/payments/[provider]/refund': {
    // One place in the address cannot have two names.
    params: ({ payment_id }) => ({ provider: String(payment_id) }),
    body: () => ({ reason: 'Not needed', amount: '1.00' }),
    distributor: 403,
    other: 403,
    operator: 403,
    admin: 201,
    unknown: 404,
  },
  'POST /api/v1/orders/[order_no]/payments': {
    ...ofOrder,
    distributor: 201,
    other: 404,
    operator: 201,
    admin: 201,
    unknown: 404,
  },
};

/** Uses nobody's rights: a cookie or a key changes nothing about the answer. */
export const OPEN: Record<string, Asked & { answers: number }> = {
  'GET /api/health': { answers: 200 },
  // A token of its own opens it.
  'GET /api/metrics': { answers: 401 },
  // The gateway of the sandbox has a key of its own, too.
  'GET /api/sandbox/[...call]': { params: () => ({ call: ['charges', 'none'] }), answers: 401 },
  'POST /api/sandbox/[...call]': { params: () => ({ call: ['charges'] }), answers: 401 },
  'GET /brand-logo/[slug]': { params: () => ({ slug: 'no-such-shop' }), answers: 404 },
  'POST /api/v1/payments/[provider]/notify': { params: () => ({ provider: 'nobody' }), answers: 404 },
  'POST /api/v1/public/invitations/[token]/accept': { params: () => ({ token: 'none' }), answers: 404 },
  'POST /api/v1/public/redeem': { body: ({ code, email }) => ({ code, email }), answers: 404 },
};
