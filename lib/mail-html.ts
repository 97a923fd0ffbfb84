const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string) {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

export type MailPart = { text: string; isLink: boolean };

/** A text taken apart into what is a link and what is not. */
export function partsOf(text: string): MailPart[] {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/g)
    .map((part, index) => ({ text: part, isLink: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

/** The plain text of a mail as HTML: paragraphs and links, everything else as it was written. */
export function bodyAsHtml(body: string) {
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => {
    // Taken apart before it is escaped, so that no escape becomes part of a link.
    const html = partsOf(paragraph).map(({ text, isLink }) =>
      isLink ? `<a href="${escaped(text)}">${escaped(text)}</a>` : escaped(text).replaceAll('\n', '<br>'),
    );
    return `<p>${html.join('')}</p>`;
  });
  return `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;line-height:1.5">${paragraphs.join('')}</body></html>`;
}
