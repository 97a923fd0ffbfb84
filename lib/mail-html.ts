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

/** The plain text of a mail as HTML: paragraphs and links, everything else as it was written. */
export function bodyAsHtml(body: string) {
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => {
    // Taken apart before it is escaped, so that no escape becomes part of a link.
    const parts = paragraph.split(/(https?:\/\/[^\s<>"']+)/g);
    const html = parts.map((part, index) =>
      index % 2 === 1
        ? `<a href="${escaped(part)}">${escaped(part)}</a>`
        : escaped(part).replaceAll('\n', '<br>'),
    );
    return `<p>${html.join('')}</p>`;
  });
  return `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;line-height:1.5">${paragraphs.join('')}</body></html>`;
}
