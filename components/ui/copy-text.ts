/** Puts a text on the clipboard. @returns whether the browser allowed it */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    // There is no clipboard without TLS, and none when the page has lost the focus.
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    return copyByCommand(text);
  }
}

/** The old way, which needs neither. */
function copyByCommand(text: string) {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.style.cssText = 'position:fixed;opacity:0';
  area.setAttribute('readonly', '');
  document.body.append(area);
  area.select();
  // oxlint-disable-next-line typescript/no-deprecated -- the only way left where there is no clipboard to write to
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
