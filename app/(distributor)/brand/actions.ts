'use server';

import { refresh } from 'next/cache';
import { brandOfForm, logoOfForm } from '@/components/distributors/brand-input';
import { removeLogo } from '@/lib/distributors/remove-logo';
import { RemoveLogoInput, SetBrandInput, SetLogoInput } from '@/lib/distributors/schema';
import { setBrand } from '@/lib/distributors/set-brand';
import { setLogo } from '@/lib/distributors/set-logo';
import { defineAction } from '@/lib/web/define-action';

const saveBrand = defineAction(SetBrandInput, setBrand);
const saveLogo = defineAction(SetLogoInput, setLogo);
const takeLogo = defineAction(RemoveLogoInput, removeLogo);

const MINE = { whose: 'me' } as const;

export async function saveBrandAction(_previous: unknown, form: FormData) {
  const answer = await saveBrand({ ...MINE, ...brandOfForm(form) });
  refresh();
  return answer;
}

export async function saveLogoAction(_previous: unknown, form: FormData) {
  const answer = await saveLogo({ ...MINE, ...(await logoOfForm(form)) });
  refresh();
  return answer;
}

export async function removeLogoAction() {
  const answer = await takeLogo(MINE);
  refresh();
  return answer;
}
