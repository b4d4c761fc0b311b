import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { Who } from '../tenants/who.ts';
import { Drafts } from './drafts.ts';
import { draftRoutes, personRoutes, stepRoutes } from './http.ts';
import { KeptForPeople } from './kept.ts';
import { Preferences } from './preferences.ts';
import { ConsoleSteps } from './steps.ts';
import { Views } from './views.ts';
import { viewRoutes } from './views-http.ts';
import { Visits } from './visits.ts';

const PRUNE_EVERY = 600_000;

export interface Console {
  readonly routes: readonly Route[];
  /** When the visit before the one that a person is on ended; nothing on the first. */
  lastVisit(personId: string): Promise<string | undefined>;
  /** Forgets what is kept of a person; answers the things whose history still has what the person wrote. */
  forget(personId: string, who: Who): Promise<readonly string[]>;
}

/** What the console keeps for people, and what it tells of their journeys. */
export async function openConsole(context: Context): Promise<Console> {
  const { store, clock, metrics } = context;
  const kept = await KeptForPeople.open(store, clock);
  const preferences = new Preferences(kept, clock);
  const visits = new Visits(kept, clock, preferences);
  const views = await Views.open(context);
  context.every('throw away what the console keeps no longer', PRUNE_EVERY, () => kept.prune());
  return {
    routes: [
      ...personRoutes(preferences, visits),
      ...viewRoutes(views, preferences),
      ...draftRoutes(new Drafts(kept, clock)),
      ...stepRoutes(new ConsoleSteps(metrics), clock),
    ],
    lastVisit: personId => visits.before(personId),
    forget: async (personId, who) => {
      await kept.forget(personId);
      return (await views.forget(personId, who)).map(viewId => `console_view/${viewId}`);
    },
  };
}
