// Every word people read comes from the catalogues, every word of the catalogues is read, and each page sends its own.
import { readFileSync } from 'node:fs';
import { runAsCommand } from './files-in-git.mjs';
import { unaskedWords } from './words/asked.mjs';
import { wordsOutside } from './words/outside.mjs';
import { unsentWords } from './words/sent.mjs';
import { sourcesOf } from './words/sources.mjs';

export function badWords(files) {
  const sources = sourcesOf(files);
  const messages = JSON.parse(readFileSync('messages/en.json', 'utf8'));
  return [...unaskedWords(sources, messages), ...unsentWords(sources), ...wordsOutside(sources)];
}

runAsCommand(import.meta.url, badWords);
