const HERE = 'http://here.invalid';

/** Where to go after signing in: the page that was asked for if it is one of ours, else the start page. */
export function returnPath(asked: unknown) {
  if (typeof asked !== 'string' || !URL.canParse(asked, HERE)) return '/';
  const { origin, pathname, search } = new URL(asked, HERE);
  const ours = asked.startsWith('/') && origin === HERE && !pathname.startsWith('//');
  return ours && !pathname.startsWith('/api/') && !pathname.startsWith('/sign-in') ? pathname + search : '/';
}
