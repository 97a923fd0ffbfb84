'use server';

import { refresh } from 'next/cache';
import { brandOfForm, logoOfForm } from '@/components/distributors/brand-input';
import { changeDistributor } from '@/lib/distributors/change-distributor';
import { disableDistributor } from '@/lib/distributors/disable-distributor';
import { enableDistributor } from '@/lib/distributors/enable-distributor';
import { removeLogo } from '@/lib/distributors/remove-logo';
import {
  ChangeDistributorInput,
  DisableDistributorInput,
  DistributorInput,
  RemoveLogoInput,
  SetBrandInput,
  SetLogoInput,
} from '@/lib/distributors/schema';
import { setBrand } from '@/lib/distributors/set-brand';
import { setLogo } from '@/lib/distributors/set-logo';
import { defineAction } from '@/lib/web/define-action';

export const changeDistributorAction = defineAction(ChangeDistributorInput, changeDistributor);
export const disableDistributorAction = defineAction(DisableDistributorInput, disableDistributor);
export const enableDistributorAction = defineAction(DistributorInput, enableDistributor);

const saveBrand = defineAction(SetBrandInput, setBrand);
const saveLogo = defineAction(SetLogoInput, setLogo);
const takeLogo = defineAction(RemoveLogoInput, removeLogo);

export async function saveBrandAction(whose: number, _previous: unknown, form: FormData) {
  const answer = await saveBrand({ whose, ...brandOfForm(form) });
  refresh();
  return answer;
}

export async function saveLogoAction(whose: number, _previous: unknown, form: FormData) {
  const answer = await saveLogo({ whose, ...(await logoOfForm(form)) });
  refresh();
  return answer;
}

export async function removeLogoAction(whose: number) {
  const answer = await takeLogo({ whose });
  refresh();
  return answer;
}
