import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const FEATURES = new URL('../../console/src/features/', import.meta.url);

export interface ConsoleRoute {
  readonly feature: string;
  readonly name: string;
  readonly path: string;
}

/** What is used of a feature; its whole type knows the browser. */
interface Declared {
  readonly path: string;
  readonly name?: string | symbol;
  readonly redirect?: unknown;
  readonly children?: readonly Declared[];
}
interface Module {
  readonly feature: { readonly name: string; readonly routes: readonly Declared[] };
}
const isFeature = (value: unknown): value is Module =>
  typeof value === 'object' && value !== null && 'feature' in value;

/** Every route that the console has, as its features declare them: none can be forgotten. */
export async function consoleRoutes(): Promise<ConsoleRoute[]> {
  const routes: ConsoleRoute[] = [];
  for (const folder of readdirSync(FEATURES).sort()) {
    const file = new URL(`${folder}/feature.ts`, FEATURES);
    if (!existsSync(file)) continue;
    const found: unknown = await import(pathToFileURL(file.pathname).href);
    if (!isFeature(found)) throw new Error(`${file.pathname} exports no feature`);
    const walk = (all: readonly Declared[], above: string, feature: string): void => {
      for (const route of all) {
        const path = route.path.startsWith('/') ? route.path : `${above}/${route.path}`.replace(/\/$/, '');
        if (route.children) walk(route.children, path, feature);
        if (route.name === undefined || route.redirect !== undefined) continue;
        routes.push({ feature, name: String(route.name), path });
      }
    };
    walk(found.feature.routes, '', found.feature.name);
  }
  return routes;
}

/** The address of a route with ids of things that there are; undefined when nothing is known for a parameter. */
export function addressOf(
  route: ConsoleRoute,
  ids: Readonly<Record<string, string | undefined>>,
): string | undefined {
  let known = true;
  const address = route.path.replace(/:(\w+)(\([^)]*\))?([?*+])?/g, (_, name: string, _pattern, modifier) => {
    const value = ids[name];
    if (value === undefined && modifier !== '?' && modifier !== '*') known = false;
    return value ?? '';
  });
  return known ? address.replace(/\/$/, '') || '/' : undefined;
}

export interface Page {
  readonly name: string;
  readonly address: string;
}

/** Every page of which there is something to show, and the names of the routes that have nothing. */
export async function pagesWith(
  ids: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly pages: readonly Page[]; readonly missed: readonly string[] }> {
  const [pages, missed]: [Page[], string[]] = [[], []];
  for (const route of await consoleRoutes()) {
    const address = addressOf(route, ids);
    if (address === undefined) missed.push(route.name);
    else pages.push({ name: route.name, address });
  }
  return { pages, missed };
}
