import { oneOf, type Random } from './seed-random';

const SURNAMES = 'li wang zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu guo he lin gao luo'.split(
  ' ',
);
const GIVEN =
  'na fang wei min jing lei jun yan tao ming chao xia yu hao xin ting rui jie mei bo qiang yuan siyu zihan yichen'.split(
    ' ',
  );
const FIRST =
  'emma oliver sophie liam grace noah chloe ethan mia lucas hannah jack ella daniel alice henry julia oscar nora leo'.split(
    ' ',
  );
const LAST =
  'smith brown taylor wilson evans walker wright hall green baker clark young king scott moore reed cole fisher grant'.split(
    ' ',
  );
/** Addresses under these reach nobody. */
const DOMAINS = ['example.com', 'example.net', 'example.org', 'mail.example.com', 'studio.example.org'];

/** Addresses of customers, two of three with Chinese names, none of them twice. */
export function customerNames(random: Random) {
  const given = new Map<string, number>();
  return () => {
    const name =
      random() < 0.67
        ? `${oneOf(random, SURNAMES)}.${oneOf(random, GIVEN)}`
        : `${oneOf(random, FIRST)}.${oneOf(random, LAST)}`;
    const domain = oneOf(random, DOMAINS);
    const before = given.get(name + domain) ?? 0;
    given.set(name + domain, before + 1);
    return `${name}${before === 0 ? '' : before + 1}@${domain}`;
  };
}
