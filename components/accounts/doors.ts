import { getLocale, getTranslations } from 'next-intl/server';
import type { Role } from '@/lib/generated/prisma/enums';
import type { Door } from '@/components/reports/matching-doors';
import { OWN_PLACES, placesOf } from './places';

/** Where a role can go and what it can begin, as the search offers them: called in the reader's language and in the other. */
export async function doorsOf(role: Role): Promise<Door[]> {
  const locale = await getLocale();
  const [words, other] = await Promise.all([wordsIn(locale), wordsIn(locale === 'en' ? 'zh-CN' : 'en')]);
  const places = [...placesOf(role).flatMap((section) => section.places), ...OWN_PLACES];
  const pages = places.map(({ href, word, icon }): Door => ({
    kind: 'page',
    href,
    icon,
    label: words.pages(word),
    other: other.pages(word),
  }));
  const move = (word: Move, href: string, icon: Door['icon']): Door => ({
    kind: 'move',
    href,
    icon,
    label: words[word],
    other: other[word],
  });
  const moves: Record<Role, Door[]> = {
    DISTRIBUTOR: [move('buy_codes', '/codes?open=buy', 'codes')],
    OPERATOR: [],
    ADMIN: [
      move('invite_user', '/admin/users?open=user', 'users'),
      move('create_distributor', '/admin/distributors?open=distributor', 'distributors'),
      move('create_plan', '/admin/plans?open=plan', 'plans'),
      move('create_team', '/admin/teams?open=team', 'teams'),
    ],
  };
  return [...pages, ...moves[role], move('create_key', '/account/api-keys?open=key', 'keys')];
}

type Move = Exclude<keyof Awaited<ReturnType<typeof wordsIn>>, 'pages'>;

async function wordsIn(locale: 'en' | 'zh-CN') {
  const [pages, buy, users, distributors, plans, teams, keys] = await Promise.all([
    getTranslations({ locale, namespace: 'navigation' }),
    getTranslations({ locale, namespace: 'buy_codes' }),
    getTranslations({ locale, namespace: 'users' }),
    getTranslations({ locale, namespace: 'distributors' }),
    getTranslations({ locale, namespace: 'plans' }),
    getTranslations({ locale, namespace: 'teams' }),
    getTranslations({ locale, namespace: 'api_keys' }),
  ]);
  return {
    pages,
    buy_codes: buy('button'),
    invite_user: users('invite'),
    create_distributor: distributors('create'),
    create_plan: plans('create'),
    create_team: teams('create'),
    create_key: keys('create'),
  };
}
