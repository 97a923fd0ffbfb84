import type { Export } from '../export';

/** The lines of an exported file under the names of their columns. For files without quoted cells. */
export async function csvCells<T extends object>({ text }: Export): Promise<T[]> {
  let file = '';
  for await (const part of text) file += part;
  const [head = '', ...lines] = file
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== names.length) throw new Error(`a line of ${cells.length} cells`);
    return Object.fromEntries(names.map((name, at) => [name, cells[at]])) as T;
  });
}
