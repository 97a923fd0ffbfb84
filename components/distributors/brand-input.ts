const wordOf = (form: FormData, name: string) => {
  const entry = form.get(name);
  return typeof entry === 'string' ? entry : '';
};

/** The words and the colour that a form holds. */
export function brandOfForm(form: FormData) {
  return { welcome_text: wordOf(form, 'welcome_text'), brand_color: wordOf(form, 'brand_color').trim() };
}

/** The picture that a form holds; none at all is no picture, which is refused like one. */
export async function logoOfForm(form: FormData) {
  const file = form.get('logo');
  return { bytes: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array() };
}
