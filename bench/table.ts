import { medianOf, type Figure, type Rounds, type Way } from './figure';
import type { Machine } from './machine';
import { spreadOf, type Round } from './sample';

/** The figures as a table for people; each cell is the median of the rounds. */
export function tableOf(figures: Figure[]) {
  const rows = figures.map((figure) => {
    const { what, rounds, aims = [], note } = figure;
    const single = rounds.product?.every(({ count }) => count === 1) ?? false;
    return [
      what,
      single
        ? time(rounds, 'product', 'p50')
        : `${time(rounds, 'product', 'p50')} / ${time(rounds, 'product', 'p95')} / ${time(rounds, 'product', 'p99')}`,
      rangeOf(rounds, single ? 'p50' : 'p99'),
      single ? '' : Math.round(medianOf(rounds, 'product', 'perSecond')).toLocaleString('en'),
      floor(rounds, 'sql', single),
      floor(rounds, 'empty', single),
      [...aims.map(({ says, isMet }) => `${says}: ${isMet(rounds) ? 'met' : 'MISSED'}`), note?.(rounds) ?? '']
        .filter(Boolean)
        .join('; '),
    ];
  });
  const head = ['What', 'P50 / P95 / P99', 'range', 'a second', 'the same SQL', 'empty route', 'aim'];
  return markdown(head, rows);
}

/** Which aims were not met, for whoever reads the end only. They fail nothing: times are of the machine as well. */
export function missesOf(figures: Figure[]) {
  const aims = figures.flatMap(({ what, rounds, aims: own = [] }) =>
    own.map(({ says, isMet }) => ({ line: `${what}: ${says}`, met: isMet(rounds) })),
  );
  const missed = aims.filter(({ met }) => !met);
  if (missed.length === 0) return `All ${aims.length} aims were met.`;
  return [`Missed ${missed.length} of ${aims.length} aims:`, ...missed.map(({ line }) => `  ${line}`)].join(
    '\n',
  );
}

/** `pace`: see paceOf, before the first scene and after each */
export function headingOf(machine: Machine, rounds: number, pace: number[]) {
  const { processor, cores, memory_gb, system, node, postgresql, durable } = machine;
  return (
    `${processor}, ${cores} cores for server, database, worker and client together, ${memory_gb} GB, ${system}, Node ${node}, ` +
    `PostgreSQL ${postgresql}${durable ? ' with its durability on' : ' WITHOUT durability'}. ` +
    `A hundred million steps of a loop took ${Math.min(...pace)}–${Math.max(...pace)} ms. ` +
    `Medians of ${rounds} rounds by turns; floors are P50 / P99.`
  );
}

function floor(rounds: Rounds, way: Way, single: boolean) {
  if (!rounds[way]) return '';
  return single ? time(rounds, way, 'p50') : `${time(rounds, way, 'p50')} / ${time(rounds, way, 'p99')}`;
}

const time = (rounds: Rounds, way: Way, measure: keyof Round) => timeText(medianOf(rounds, way, measure));

function rangeOf({ product }: Rounds, measure: keyof Round) {
  if (!product) return '';
  const { least, most } = spreadOf(product.map((round) => round[measure]));
  return `${timeText(least)}–${timeText(most)}`;
}

function timeText(ms: number) {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  return `${ms >= 100 ? ms.toFixed(0) : ms.toFixed(1)} ms`;
}

function markdown(head: string[], rows: string[][]) {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
