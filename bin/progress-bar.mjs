const WIDTH = 24;
const LIVE_MS = 250;
const LINES_MS = 5_000;

/**
 * Shows how far something countable has come, with its rate and the time left: one line that is written over in a terminal,
 * a line every few seconds elsewhere.
 */
export function progressBar(total, unit, out = process.stdout) {
  const began = Date.now();
  let done = 0;
  let begunWith = 0;
  const write = () => {
    const line = lineOf({ done, total, unit, ...paceOf(done - begunWith, total - done, Date.now() - began) });
    out.write(out.isTTY ? `\r${line.slice(0, (out.columns || 80) - 1)}\x1b[K` : `${line}\n`);
  };
  const timer = setInterval(write, out.isTTY ? LIVE_MS : LINES_MS);
  return {
    /** What was there before does not count for the rate. */
    startAt(count) {
      done = begunWith = count;
    },
    moveTo(count) {
      done = count;
    },
    end() {
      clearInterval(timer);
      write();
      if (out.isTTY) out.write('\n');
    },
  };
}

function paceOf(made, left, ms) {
  const rate = ms > 0 ? (made * 1000) / ms : 0;
  return { rate, seconds: rate > 0 ? Math.ceil(left / rate) : undefined };
}

export function lineOf({ done, total, unit, rate, seconds }) {
  const filled = Math.round((WIDTH * done) / total);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  const number = (count) => Math.round(count).toLocaleString('en');
  const pace = rate > 0 ? ` · ${number(rate)}/s` : '';
  const left = done < total && seconds !== undefined ? ` · ${timeOf(seconds)} left` : '';
  return `${bar} ${String(Math.floor((100 * done) / total)).padStart(3)}% ${number(done)} of ${number(total)} ${unit}${pace}${left}`;
}

const timeOf = (seconds) =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
