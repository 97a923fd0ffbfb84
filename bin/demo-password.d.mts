export const DEMO_PASSWORD: string;
export function demoPassword(): string;
