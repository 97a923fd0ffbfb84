import en from '../messages/en.json';
import { periodic } from '../lib/worker/registry';
import { keepTable } from './readme-table';

// The table in README of what the clock calls for, made of the registry: `npm run clock:table`.

const words: Record<string, string | undefined> = en.tasks;

const rows = periodic.map(({ name, cron }) => {
  const said = words[name.replace('.', '_')];
  if (!said) throw new Error(`messages/en.json has no words for ${name}`);
  return [`\`${name}\``, whenOf(cron), said];
});
await keepTable({ name: 'clock', head: ['Task', 'When', 'What it does'], rows });

function whenOf(cron: string) {
  if (cron === '* * * * *') return 'every minute';
  const [, minute] = /^(\d+) \* \* \* \*$/.exec(cron) ?? [];
  if (minute === undefined) throw new Error(`there are no words yet for "${cron}"`);
  return `every hour, ${minute} minutes past`;
}
