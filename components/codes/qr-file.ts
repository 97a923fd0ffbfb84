/** As wide as on a card or a flyer: read from an arm's length. */
const PRINTED = '40mm';
/** Sharp at that width on any printer. */
const PIXELS = 1024;

/** A drawing as a file of its own, as wide as it is to be printed. */
export function svgOf(drawing: SVGSVGElement) {
  return svgFile(drawing, PRINTED);
}

/** The same as a picture. @throws Error when the browser cannot draw it */
export async function pngOf(drawing: SVGSVGElement): Promise<Blob> {
  const address = URL.createObjectURL(svgFile(drawing, `${PIXELS}px`));
  try {
    const image = new Image(PIXELS, PIXELS);
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = PIXELS;
    canvas.height = PIXELS;
    canvas.getContext('2d')?.drawImage(image, 0, 0, PIXELS, PIXELS);
    const png = await new Promise<Blob | null>((drawn) => canvas.toBlob(drawn, 'image/png'));
    if (!png) throw new Error('the picture was not drawn');
    return png;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function svgFile(drawing: SVGSVGElement, width: string) {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.removeAttribute('style');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', width);
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' });
}

/** Hands a file to the browser's downloads. */
export function saveAs(file: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
