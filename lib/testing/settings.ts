/** The settings of a server that only tests use; its secrets are no secrets. */
export const testSettings = {
  APP_SECRET: 'test-app-secret-of-at-least-32-characters',
  NEXTAUTH_SECRET: 'test-session-secret-of-at-least-32-characters',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from('test-actions-key-of-32-bytes-...').toString('base64'),
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  SANDBOX_WEBHOOK_SECRET: `whsec_${Buffer.from('test-webhook-secret-of-32-bytes!').toString('base64')}`,
  SANDBOX_PAYMENTS: '1',
  WEBHOOK_ALLOW_LOCAL: '1',
  METRICS_TOKEN: 'test-metrics-token',
  LOG_LEVEL: 'silent',
};
