'use server';

import { changePassword } from '@/lib/accounts/change-password';
import { createApiKey } from '@/lib/accounts/create-api-key';
import { revokeApiKey } from '@/lib/accounts/revoke-api-key';
import { ChangePasswordInput, CreateApiKeyInput, RevokeApiKeyInput } from '@/lib/accounts/schema';
import { defineAction } from '@/lib/web/define-action';

export const changePasswordAction = defineAction(ChangePasswordInput, changePassword);
export const createApiKeyAction = defineAction(CreateApiKeyInput, createApiKey);
export const revokeApiKeyAction = defineAction(RevokeApiKeyInput, revokeApiKey);
