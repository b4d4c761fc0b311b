import { z } from 'zod';
import { edit, gone, post } from './requests.ts';
import type { Stage } from './stage.ts';

const ROOT = '/v1/console';
const viewSchema = z.object({ viewId: z.string() });
const QUERY = 'state=active&sort=-name';

/** What somebody keeps with the console: changed, shared, removed. Said by whoever is signed in at `first`. */
export async function keptByConsole({ first, model }: Stage, name: string): Promise<void> {
  const preferences = { theme: 'dark', density: 'compact', ownerName: name };
  await prefer('"v0"', { theme: 'light' });
  await prefer('"v1"', preferences);
  await put('drafts/kept', { content: 'half a' });
  await put('drafts/kept', { content: 'half a sentence' });
  await put('drafts/removed', { content: 'on the wrong customer' });
  await gone(first, `${ROOT}/drafts/removed`);
  await first.sendWell({ method: 'POST', path: `${ROOT}/visits` });

  const own = await view(`${name}, own`);
  const shared = await view(`${name}, shared`, { pinned: true });
  await change(shared, '"v1"', { query: QUERY });
  await change(shared, '"v2"', { shared: true });
  const removed = await view(`${name}, removed`);
  await gone(first, `${ROOT}/views/${removed}`);
  model.changed('console_view', own, 'console_view.created');
  model.changed(
    'console_view',
    shared,
    'console_view.created',
    'console_view.changed',
    'console_view.changed',
  );
  model.changed('console_view', removed, 'console_view.created', 'console_view.removed');
  model.console.push({
    client: first,
    preferences: { ...preferences, pinnedViews: [shared] },
    drafts: { kept: 'half a sentence' },
    views: { [own]: { query: '', shared: false }, [shared]: { query: QUERY, shared: true } },
    removed,
  });

  function prefer(ifMatch: string, body: unknown) {
    const path = `${ROOT}/preferences`;
    return edit(first, { method: 'PUT', path, body, ifMatch }, path);
  }
  function put(what: string, body: unknown) {
    return first.sendWell({ method: 'PUT', path: `${ROOT}/${what}`, body });
  }
  async function view(called: string, more: { readonly pinned?: boolean } = {}): Promise<string> {
    const body = { name: called, page: 'tenants', query: '', ...more };
    const key = `view-${called.replaceAll(/\W+/g, '-')}`;
    return (await first.ask(viewSchema, post(`${ROOT}/views`, key, body))).viewId;
  }
  function change(viewId: string, ifMatch: string, body: unknown) {
    const request = { method: 'PATCH', path: `${ROOT}/views/${viewId}`, body, ifMatch };
    return edit(first, request, `${ROOT}/views`);
  }
}

/**
 * Of whoever is forgotten, what was kept for them alone goes, and the words of what they removed; what they shared stays
 * with those who use it.
 */
export function forgottenByConsole({ first, model }: Stage): void {
  const kept = model.console.find(({ client }) => client === first);
  if (kept === undefined) throw new Error('whoever is forgotten kept nothing');
  for (const [viewId, { shared }] of Object.entries(kept.views)) {
    if (shared) continue;
    delete kept.views[viewId];
    model.changed('console_view', viewId, 'console_view.removed');
    model.forgottenViews.push(viewId);
  }
  model.changed('console_view', kept.removed, 'console_view.erased');
  model.forgottenViews.push(kept.removed);
  kept.preferences = {};
  kept.drafts = {};
}
