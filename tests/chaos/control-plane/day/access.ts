import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Client, Reply } from '../client.ts';
import type { KnownTenant, Model } from '../model.ts';
import { cookieOf, get, post } from './requests.ts';
import type { Stage } from './stage.ts';

const shownKeySchema = z.object({ key: z.object({ id: z.string() }), secret: z.string().nullable() });

export async function ingestKey(stage: Stage, tenantId: string, slug: string): Promise<string> {
  return (await keyWithSecret(stage, { name: slug, roles: ['ingest'], tenantId })).secret;
}

/** A key whose secret was in an answer that was lost is of no use: the next one is made. */
async function keyWithSecret(
  { first, model }: Stage,
  {
    name,
    ...wanted
  }: { readonly name: string; readonly roles: readonly string[]; readonly tenantId?: string },
): Promise<{ readonly id: string; readonly secret: string }> {
  for (let turn = 1; turn <= 5; turn++) {
    const body = { ...wanted, name: `${name} ${turn}` };
    const { key, secret } = await first.ask(shownKeySchema, post('/v1/keys', `key-${name}-${turn}`, body));
    model.changed('api_key', key.id, 'api_key.created');
    if (secret !== null) return { id: key.id, secret };
  }
  throw new Error('no answer with a secret arrived');
}

const CLERK = 'clara-clerk';

export interface Clerk {
  readonly stage: Stage;
  readonly actorId: string;
}

/** Somebody who is to do a part of what is done, and is to be forgotten then. */
export async function clerk(stage: Stage): Promise<Clerk> {
  const { id, secret } = await keyWithSecret(stage, { name: CLERK, roles: ['admin'] });
  return { stage: { ...stage, first: stage.first.as(secret) }, actorId: `key:${id}` };
}

const erasedSchema = z.object({ erased: z.int() });
/** Answers in a row that nothing was left to erase: what was not written everywhere is left for the next time. */
const ZEROS = 3;

/** The history is to know neither the clerk nor the contact any more. */
export async function forgetPeople({ first, model }: Stage, actorId: string, target: string): Promise<void> {
  const body = { actorId, target, reason: 'asked for' };
  for (let zeros = 0; zeros < ZEROS; await sleep(300)) {
    const { erased } = await first.ask(erasedSchema, { method: 'POST', path: '/v1/audit/erasures', body });
    zeros = erased === 0 ? zeros + 1 : 0;
  }
  model.forgottenActor = actorId;
}

export async function keys({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const body = { name: 'spare', roles: ['tenant'], tenantId };
  const { key } = await first.ask(shownKeySchema, post('/v1/keys', 'spare', body));
  await first.sendWell(post(`/v1/keys/${key.id}/rotate`, 'rotate', { overlapSeconds: 60 }));
  await first.sendWell({ method: 'DELETE', path: `/v1/keys/${key.id}` });
  model.changed('api_key', key.id, 'api_key.created', 'api_key.rotated', 'api_key.revoked');
}

/** Its cookie changes its value when it is used, and the old value is retired. */
export async function session({ first, model }: Stage): Promise<void> {
  const begun = await begin(first, model);
  let cookie = cookieOf(begun) ?? '';
  for (let use = 0; use < 12; use++) {
    await sleep(100);
    const used = await first.send({ method: 'GET', path: '/v1/session', cookie });
    cookie = cookieOf(used) ?? cookie;
  }
}

export async function sessionsAndUsers({ first, model }: Stage): Promise<void> {
  const begun = await begin(first, model);
  const cookie = cookieOf(begun) ?? '';
  await first.send({ method: 'DELETE', path: '/v1/session', cookie });
  const user = { issuer: 'https://issuer.example', subject: 'mallory', blocked: true };
  const blocked = await first.sendWell({ method: 'POST', path: '/v1/users/access', body: user });
  model.changed('user', '*', 'user.blocked');
  // Said twice when the first answer was lost: it is said of the same person, and changes only the time.
  model.mayHaveChanged('user', '*', ...Array.from({ length: blocked.attempts - 1 }, () => 'user.blocked'));
  const stranger = await first.send({
    ...get('/v1/tenants'),
    token: `tny_${'0'.repeat(32)}_${'a'.repeat(43)}`,
  });
  if (stranger.status !== 401) throw new Error(`a stranger was answered with ${stranger.status}`);
}

async function begin(client: Client, model: Model): Promise<Reply> {
  const begun = await client.sendWell({ method: 'POST', path: '/v1/session' });
  model.sessions.least += 1;
  model.sessions.most += begun.attempts;
  return begun;
}
