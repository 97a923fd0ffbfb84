import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const app = fileURLToPath(new URL('../app', import.meta.url));

/** The address of a file of app/: its folders without the groups. */
function addressOf(file: string) {
  const folders = file.split('/').slice(0, -1);
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
}

function filesNamed(name: string) {
  return readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(`/${name}`));
}

/** Every route of the HTTP contract as "GET /api/v1/…". */
export function routesOnDisk() {
  return filesNamed('route.ts')
    .filter((file) => file.startsWith('api/v1/'))
    .flatMap((file) =>
      [...readFileSync(`${app}/${file}`, 'utf8').matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
        ([, method]) => `${method} ${addressOf(file)}`,
      ),
    )
    .sort();
}

/** Every page that a distributor works on, its account included. */
export function distributorPagesOnDisk() {
  return filesNamed('page.tsx')
    .filter((file) => file.startsWith('(distributor)/') || file.startsWith('(account)/'))
    .map(addressOf)
    .sort();
}
