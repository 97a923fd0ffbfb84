import type { Business } from './fill';
import type { Figure } from './figure';
import type { Options } from './options';
import type { Sql } from './sql';

type Headers = { cookie: string; origin: string };

/** What every scene has to hand. */
export type Bench = {
  options: Options;
  /** A pool of as many connections as the product has. */
  sql: Sql;
  business: Business;
  headers: { small: Headers; large: Headers };
};

/** Some things that are measured together, under the name by which `--only` asks for them. */
export type Scene = { name: string; run: (bench: Bench) => Promise<Figure[]> };
