import { fileURLToPath } from 'node:url';
import { submissionSchema } from '@tenantry/contracts/commercial/onboarding';
import {
  FINDINGS,
  type RunningChangeBody,
  subscriptionChangePreviewSchema,
} from '@tenantry/contracts/commercial/plan-change-preview';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { waitFor } from '../../../scripts/dev/processes/wait-for.ts';
import { CONTROL_PLANE_IDENTITY } from '../../../scripts/dev/start/control-plane-process.ts';
import { useWorld } from '../../../tests/drivers/use-world.ts';
import { RealClock, startTestApp, type TestApp } from '../app.test-support.ts';
import { silentLogger } from '../logger.ts';
import { completeForm } from '../onboarding/onboarding.test-support.ts';
import { connectClusters } from './connect-clusters.ts';

const TIERS = fileURLToPath(new URL('../../../operator/tiers', import.meta.url));
const PATIENCE = 60_000;
const KINDS =
  'resourcequota,limitrange,networkpolicy,serviceaccount,rolebinding,configmap,persistentvolumeclaim,service,' +
  'deployment,horizontalpodautoscaler,poddisruptionbudget,ingress';

const world = useWorld({ nodes: { simulated: 1 } });
let app: TestApp;

beforeAll(async () => {
  await world().kubectl('apply', '--server-side', '-k', TIERS);
  await world().leader();
  const kubeconfig = await world().cluster.kubeconfigFor(CONTROL_PLANE_IDENTITY);
  const clusters = await connectClusters([{ name: 'default', region: 'local', kubeconfig }], silentLogger);
  app = await startTestApp({ clock: new RealClock(), clusters });
  app.app.start();
}, 180_000);

afterAll(() => app?.[Symbol.asyncDispose]());

const admin: ReturnType<TestApp['as']> = (...call) => app.as('admin')(...call);

async function onboarded(slug: string): Promise<string> {
  const path = '/v1/onboarding/submissions';
  const draft = submissionSchema.parse((await admin('POST', path, { body: completeForm(slug) })).body);
  const one = `${path}/${draft.submissionId}`;
  await admin('POST', `${one}/submit`, { headers: { 'if-match': '"v1"' } });
  const read = async () => submissionSchema.parse((await admin('GET', one)).body);
  await waitFor(`${slug} is onboarded`, PATIENCE, async () => (await read()).status === 'live');
  return (await read()).tenantId;
}

const listSchema = z.object({
  items: z.array(
    z.looseObject({
      kind: z.string(),
      metadata: z.looseObject({ name: z.string(), deletionTimestamp: z.string().optional() }),
    }),
  ),
});
type Live = ReadonlyMap<string, z.infer<typeof listSchema>['items'][number]>;

/** What the operator has made in a namespace, and the namespace itself. */
async function live(namespace: string): Promise<Live> {
  const labelled = ['-l', 'app.kubernetes.io/managed-by=tenantry', '-o', 'json'] as const;
  const within = await world().kubectl('get', KINDS, '-n', namespace, ...labelled);
  const { items } = listSchema.parse(JSON.parse(within.stdout));
  const one = await world().kubectl('get', 'namespace', namespace, '-o', 'json');
  const all = [...items, ...listSchema.parse({ items: [JSON.parse(one.stdout)] }).items];
  return new Map(all.map(object => [`${object.kind}/${object.metadata.name}`, object]));
}

/** What a path of a preview names in an object. */
function valueAt(object: unknown, path: string): unknown {
  const steps = [...path.matchAll(/\.?([A-Za-z][\w-]*)|\["([^"]+)"\]|\[([^\]]+)\]/g)];
  return steps.reduce<unknown>((value, [, word, quoted, item]) => {
    if (Array.isArray(value)) {
      return value.find((one, at) => (Object(one).name ?? String(at)) === item);
    }
    return Object(value)[word ?? quoted ?? item ?? ''];
  }, object);
}

/** Holds what was said against what is there: nothing else was made or removed, and every field is as it was said. */
function expectAsSaid(running: RunningChangeBody, before: Live, after: Live): void {
  const named = (change: string) =>
    running.objects.filter(object => object.change === change).map(({ kind, name }) => `${kind}/${name}`);
  const made = [...after.keys()].filter(id => !before.has(id));
  const gone = [...before.keys()].filter(id => !after.has(id));
  expect(made.toSorted()).toEqual(named('created').toSorted());
  expect(gone.toSorted()).toEqual(named('removed').toSorted());
  for (const id of named('kept')) expect(after.has(id), id).toBe(true);
  for (const { change, kind, name, fields } of running.objects) {
    if (change !== 'changed') continue;
    const object = after.get(`${kind}/${name}`);
    for (const { path, after: said } of fields) {
      const value = valueAt(object, path);
      expect(value === undefined ? undefined : JSON.stringify(value), `${kind}/${name} ${path}`).toBe(said);
    }
  }
}

async function change(tenantId: string, planId: string): Promise<RunningChangeBody> {
  const path = `/v1/tenants/${tenantId}/subscription/changes`;
  const wanted = { planId, interval: 'month', addOns: [], when: 'now' };
  const reply = await admin('POST', `${path}/preview`, { body: wanted });
  const { previewToken, running } = subscriptionChangePreviewSchema.parse(reply.body);
  const body = { ...wanted, previewToken, acceptFindings: Object.keys(FINDINGS) };
  expect((await admin('POST', path, { body })).status).toBe(200);
  return running;
}

test('what a preview says would run is what the operator then makes of it, object by object', async () => {
  const slug = 'sample-previewed';
  const namespace = `t-${slug}`;
  const tenantId = await onboarded(slug);
  await world().ready(slug);
  for (const planId of ['enterprise', 'community', 'pro']) {
    const before = await live(namespace);
    const running = await change(tenantId, planId);
    expect(running).toMatchObject({
      known: true,
      after: { tier: planId, source: 'cluster' },
      dryRun: { outcome: 'applied' },
    });
    await waitFor(`${slug} runs ${planId}`, PATIENCE, async () => {
      const status = Object((await world().tenant(slug))?.['status']);
      return status.tierRevision === running.after.revision && isReady(status.conditions);
    });
    const removed = running.objects.filter(object => object.change === 'removed');
    await waitFor('what is removed is gone', PATIENCE, async () => {
      const there = await live(namespace);
      return removed.every(({ kind, name }) => !there.has(`${kind}/${name}`));
    });
    expectAsSaid(running, before, await live(namespace));
  }
}, 240_000);

function isReady(conditions: unknown): boolean {
  return (
    Array.isArray(conditions) &&
    conditions.some(condition => Object(condition).type === 'Ready' && Object(condition).status === 'True')
  );
}
