/** What was typed into a field of a form; nothing where there is no such field, or a file in its place. */
export function formText(form: FormData, name: string) {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
