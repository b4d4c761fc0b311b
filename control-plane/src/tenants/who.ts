import type { Call } from '../http/route.ts';
import type { Actor } from '../storage/aggregates.ts';

/** By whom and upon which request something is done, as a change records it. */
export interface Who {
  readonly actor: Actor;
  readonly requestId: string;
}

export function whoOf(call: Pick<Call<unknown, unknown, unknown>, 'principal' | 'requestId'>): Who {
  return { actor: { id: call.principal.id, name: call.principal.name }, requestId: call.requestId };
}
