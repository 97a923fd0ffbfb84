/** Something the person at the keyboard can mend: its message is the one line they read, without a stack. */
export class Problem extends Error {}

/** Ends the process over an error: a Problem as its one line, anything unexpected with its stack. */
export function exitOver(error) {
  console.error(error instanceof Problem ? `\n${error.message}` : error);
  process.exit(1);
}
