/**
 * What was typed into a field of a form; nothing where there is no such field, or a file in its place.
 * @param form whatever a server action was called with: who posts to it by hand may send something else
 */
export function formText(form: unknown, name: string) {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === 'string' ? value : '';
}
