export function progressBar(
  total: number,
  unit: string,
): {
  startAt(count: number): void;
  moveTo(count: number): void;
  end(): void;
};
