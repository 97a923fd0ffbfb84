'use server';

import { buyCodes } from '@/lib/codes/buy-codes';
import { BuyCodesInput } from '@/lib/codes/schema';
import { quoteOrder } from '@/lib/orders/quote-order';
import { defineAction } from '@/lib/web/define-action';

export const quoteOrderAction = defineAction(BuyCodesInput, quoteOrder);
export const buyCodesAction = defineAction(BuyCodesInput, buyCodes);
