import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NextRequest } from 'next/server';
import type { Accepts } from '../web/define-route';

const root = fileURLToPath(new URL('../../', import.meta.url));
const filesOf = (folder: string) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`);
const load = (file: string) =>
  import(/* @vite-ignore */ `${root}${file}`) as Promise<Record<string, unknown>>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export type Handler = ((request: NextRequest, context: { params: Promise<unknown> }) => Promise<Response>) & {
  accepts: Accepts;
};
export type Route = { name: string; method: string; path: string; handler: Handler };

/** The address of a file of app/: its folders without the groups. */
export function addressOf(file: string) {
  const folders = file.split('/').slice(1, -1);
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
}

export function filesOfApp(name: string) {
  return filesOf('app').filter((file) => file.endsWith(`/${name}`));
}

/** Every handler of every route, those that only refuse a method left out, as "GET /api/v1/…". */
export async function routesOfApp(): Promise<Route[]> {
  const routes: Route[] = [];
  for (const file of filesOfApp('route.ts')) {
    const has = await load(file);
    const path = addressOf(file);
    for (const method of METHODS) {
      const handler = has[method] as Handler | undefined;
      if (handler && !('allowed' in handler))
        routes.push({ name: `${method} ${path}`, method, path, handler });
    }
  }
  return routes.sort((a, b) => a.name.localeCompare(b.name));
}

export type Action = ((...input: unknown[]) => Promise<unknown>) & { accepts?: Accepts['body'] };

/** Every server action, as "app/…/actions.ts redeemAction". */
export async function actionsOfApp() {
  const actions: Record<string, Action> = {};
  for (const file of [...filesOf('app'), ...filesOf('lib/web')]) {
    if (!/\.tsx?$/.test(file) || !/^'use server';/m.test(readFileSync(`${root}${file}`, 'utf8'))) continue;
    for (const [name, action] of Object.entries(await load(file)))
      if (typeof action === 'function') actions[`${file} ${name}`] = action as Action;
  }
  return actions;
}
