import { flatten } from './asked.mjs';

/** Words of the glossary that mean one thing wherever English uses them; others are common words as well. */
const TERMS = ['distributor', 'plan', 'redeem', 'workspace', 'outbox', 'brand', 'session', 'withdraw'];
const ROW = /^\| ([a-z ]+?) +\| (\p{Script=Han}+) +\|/gmu;

/** Messages that call a thing of the glossary in README by another name in Chinese. */
export function otherNames(readme, english, chinese) {
  const names = new Map([...readme.matchAll(ROW)].map(([, term, name]) => [term, name]));
  const said = new Map(flatten(chinese));
  return TERMS.flatMap((term) => {
    const name = names.get(term);
    if (!name) return [`README.md: the glossary has no row for ${term}`];
    const uses = new RegExp(String.raw`\b${term}s?\b`, 'i');
    return flatten(english)
      .filter(
        ([key, text]) => uses.test(text.replaceAll(/\{[^{}]*\}/g, '')) && !said.get(key)?.includes(name),
      )
      .map(([key]) => `messages/zh-CN.json: ${key} does not call a ${term} ${name}, as the glossary does`);
  });
}
