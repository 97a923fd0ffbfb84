/** Stands in for what the rules of antd's button ask of its colour picker, at build only. */
export function isBright(): never {
  throw new Error('antd computes its styles at build only');
}

export { isBright as AggregationColor };
