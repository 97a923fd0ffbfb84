export class Problem extends Error {}

export function exitOver(error: unknown): never;
