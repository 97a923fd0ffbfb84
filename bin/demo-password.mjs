/** Published in the README, so good on this machine only. */
export const DEMO_PASSWORD = 'tributary-demo';

export const demoPassword = () => process.env.DEMO_PASSWORD || DEMO_PASSWORD;
