const END = '…';

let canvas: CanvasRenderingContext2D | null | undefined;

/** How wide a text is drawn on a canvas, in px. In the browser only. */
export function textWidth(text: string, font: string) {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return 0;
  canvas.font = font;
  return canvas.measureText(text).width;
}

/**
 * As much of a text as has room, with dots at its end where that is not all of it.
 * @param widthOf how wide a text is
 */
export function fitted(text: string, room: number, widthOf: (text: string) => number) {
  if (widthOf(text) <= room) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && widthOf(letters.join('').trimEnd() + END) > room) letters.pop();
  return letters.join('').trimEnd() + END;
}
