import type { Page } from '@playwright/test';
import en from '../messages/en.json' with { type: 'json' };

/** Words of the other language that stand on purpose: the names of the languages themselves. */
const NAMES = new Set<string>(Object.values(en.account.language_of));

type Catalogue = { [key: string]: string | Catalogue };

/** What English says in more than one word, and always in the same ones. */
const ENGLISH = new Set(phrases(en));
const CHINESE = /\p{Script=Han}/u;

export const isChinese = (text: string) => CHINESE.test(text);

/** Whether a text is of another language than that of its page. */
export const isForeign = {
  en: (text: string) => isChinese(text) && !NAMES.has(text),
  'zh-CN': (text: string) => ENGLISH.has(text),
};

function phrases(messages: Catalogue): string[] {
  return Object.values(messages).flatMap((text) =>
    typeof text === 'string' ? (/^[^{<]+ [^{<]+$/.test(text) ? [text] : []) : phrases(text),
  );
}

/**
 * Every text that a page shows or says to those who listen to it, one by one; not what somebody wrote, nor what is marked as
 * being in a language of its own.
 */
export function textsOf(page: Page) {
  return page.evaluate(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('script, style, template, pre, article, body [lang]'))
        texts.push(node.nodeValue ?? '');
    for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.trim()).filter(Boolean);
  });
}
