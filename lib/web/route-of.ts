/**
 * The template of a route, from an address that it has answered and the parameters that it took from it: as many as there
 * are routes, whatever is asked for.
 */
export function routeOf(pathname: string, params: Record<string, string | string[] | undefined>) {
  let segments = pathname.split('/');
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) {
      segments = [...segments.slice(0, segments.length - value.length), `[...${name}]`];
      continue;
    }
    // From the end: what stands in front is more often the route's own word.
    const at = segments.findLastIndex((segment) => segment === value || decoded(segment) === value);
    if (at < 0) return 'other';
    segments[at] = `[${name}]`;
  }
  return segments.join('/');
}

function decoded(segment: string) {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
