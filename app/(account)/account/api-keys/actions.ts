'use server';

import { createApiKey } from '@/lib/accounts/create-api-key';
import { revokeApiKey } from '@/lib/accounts/revoke-api-key';
import { CreateApiKeyInput, RevokeApiKeyInput } from '@/lib/accounts/schema';
import { defineAction } from '@/lib/web/define-action';

export const createApiKeyAction = defineAction(CreateApiKeyInput, createApiKey);
export const revokeApiKeyAction = defineAction(RevokeApiKeyInput, revokeApiKey);
