import { formText } from '@/components/ui/form-text';

/** The words and the colour that a form holds. */
export function brandOfForm(form: unknown) {
  return { welcome_text: formText(form, 'welcome_text'), brand_color: formText(form, 'brand_color').trim() };
}

/** The picture that a form holds; none at all is no picture, which is refused like one. */
export async function logoOfForm(form: unknown) {
  const file = form instanceof FormData ? form.get('logo') : null;
  return { bytes: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array() };
}
