/** How long a session lasts that nobody uses. */
export const SESSION_SECONDS = 12 * 3_600;

/** A session that is used is noted as seen this often, not with every request. */
export const SEEN_SECONDS = 300;

/** Sessions that are over are kept this long, as the places from which somebody was signed in before. */
export const SESSIONS_KEPT_DAYS = 90;
