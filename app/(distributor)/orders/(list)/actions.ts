'use server';

import { OrderParams } from '@/lib/orders/schema';
import { createPayment } from '@/lib/payments/create-payment';
import { defineAction } from '@/lib/web/define-action';

export const payOrderAction = defineAction(OrderParams, createPayment);
