// Every word people read comes from the catalogues, every word of the catalogues is read, and each page sends its own.
import { runAsCommand } from './files-in-git.mjs';
import { unaskedWords } from './words/asked.mjs';
import { otherNames } from './words/glossary.mjs';
import { wordsOutside } from './words/outside.mjs';
import { unsentWords } from './words/sent.mjs';
import { sourcesOf } from './words/sources.mjs';

export function badWords(files, textOf) {
  const sources = sourcesOf(files);
  const [english, chinese] = ['en', 'zh-CN'].map((locale) => JSON.parse(textOf(`messages/${locale}.json`)));
  return [
    ...unaskedWords(sources, english),
    ...unsentWords(sources),
    ...wordsOutside(sources),
    ...otherNames(textOf('README.md'), english, chinese),
  ];
}

runAsCommand(import.meta.url, badWords);
