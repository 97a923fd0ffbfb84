import type { z } from 'zod';

/** What a page's URL asks for. What makes no sense in it, as in an old or mistyped link, is left out. */
export function searchOf<S extends z.ZodObject>(schema: S, asked: Record<string, unknown>): z.output<S> {
  const read = schema.safeParse(asked);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
  return schema.parse(Object.fromEntries(Object.entries(asked).filter(([name]) => !wrong.has(name))));
}
