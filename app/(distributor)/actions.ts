'use server';

import { buyCodes } from '@/lib/codes/buy-codes';
import { quoteCodes } from '@/lib/codes/quote-codes';
import { BuyCodesInput, QuoteCodesInput } from '@/lib/codes/schema';
import { defineAction } from '@/lib/web/define-action';

export const quoteCodesAction = defineAction(QuoteCodesInput, quoteCodes);
export const buyCodesAction = defineAction(BuyCodesInput, buyCodes);
