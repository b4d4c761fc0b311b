import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { insertOne, StoreUnavailable } from '../storage/documents.ts';
import { type Claims, type Groups, groupId, outboxClaimsSpec, outboxSpec } from './entry.ts';
import { eventRoutes } from './http.ts';
import { Outbox } from './outbox.ts';
import { OutboxReader } from './outbox-reader.ts';

export interface OpenOutbox {
  readonly reader: OutboxReader;
  readonly claims: Claims;
  /** Names this outbox: a place of another is none of it. */
  readonly generation: string;
  readonly routes: readonly Route[];
}

const TRIES = 10;

/** Before the first change: from then on no change is without its events. */
export async function openOutbox(context: Context): Promise<OpenOutbox> {
  const groups = await context.store.collection(outboxSpec);
  const claims = await context.store.collection(outboxClaimsSpec);
  const generation = await generationOf(groups);
  const outbox = new Outbox(groups, claims);
  context.addProjection(change => outbox.append(change));
  const reader = new OutboxReader(groups, claims);
  return {
    reader,
    claims,
    generation,
    routes: eventRoutes(reader, generation),
  };
}

async function generationOf(groups: Groups): Promise<string> {
  for (let tries = 0; tries < TRIES; tries++) {
    const birth = await groups.get(groupId(0));
    if (birth?.generation !== undefined) return birth.generation;
    await insertOne(groups, { id: groupId(0), number: 0, items: [], generation: uuidv7() });
  }
  throw new StoreUnavailable('the outbox was begun by another process, and cannot be read yet');
}
