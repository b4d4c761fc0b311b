import type { ServerResponse } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { type Cached, type Change, ObjectStore } from '../cache/object-store.ts';
import { KubeClient } from '../client/kube-client.ts';
import {
  json,
  refusal,
  reset,
  ScriptedServer,
  silence,
  type Turn,
} from '../client/scripted-server.test-support.ts';
import type { KubeObject, ResourceType } from '../objects.ts';
import { Reflector, type ReflectorOptions } from './reflector.ts';

const TYPE: ResourceType = {
  group: 'example.com',
  version: 'v1',
  kind: 'Sample',
  plural: 'samples',
  namespaced: true,
};

interface Projection extends Cached {
  readonly value: string;
}

const project = (object: KubeObject): Projection => ({
  namespace: object.metadata.namespace ?? '',
  name: object.metadata.name,
  uid: object.metadata.uid ?? '',
  resourceVersion: object.metadata.resourceVersion ?? '',
  value: String(object['value'] ?? ''),
});

function sample(name: string, resourceVersion: number, more: { uid?: string; value?: string } = {}): object {
  const { uid = `uid-${name}`, value = '' } = more;
  return { metadata: { namespace: 'n', name, uid, resourceVersion: String(resourceVersion) }, value };
}

type Event = readonly [type: 'ADDED' | 'MODIFIED' | 'DELETED', object: object];

/** A bookmark; the one that ends the initial events says so. */
function bookmark(resourceVersion: number, complete = false): object {
  const annotations = complete ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {};
  return {
    type: 'BOOKMARK',
    object: { kind: 'Sample', metadata: { resourceVersion: String(resourceVersion), ...annotations } },
  };
}

function write(response: ServerResponse, ...lines: readonly object[]): void {
  for (const line of lines) response.write(`${JSON.stringify(line)}\n`);
}

const asLine = ([type, object]: Event): object => ({ type, object });

/** A watch-list answer with this state, left open; `after` may go on with it. */
function state(
  resourceVersion: number,
  objects: readonly object[],
  after?: (response: ServerResponse) => void,
): Turn {
  return response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    write(response, ...objects.map(object => asLine(['ADDED', object])), bookmark(resourceVersion, true));
    after?.(response);
  };
}

/** A watch answer with these events, left open unless told otherwise. */
function changes(events: readonly Event[], after?: (response: ServerResponse) => void): Turn {
  return response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    write(response, ...events.map(asLine));
    after?.(response);
  };
}

const end = (response: ServerResponse) => void response.end();
const breakOff = (response: ServerResponse) => void setTimeout(() => response.socket?.resetAndDestroy(), 20);

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A running reflector against a server that follows a script, and what it reported. */
async function reflect(turns: Turn[], options: Partial<ReflectorOptions<Projection>> = {}) {
  const server = new ScriptedServer(...turns);
  const client = new KubeClient({ connection: await server.start(), fieldManager: 'sample' });
  const store = new ObjectStore<Projection>();
  const reported: string[] = [];
  const reflector = new Reflector<Projection>({
    client,
    type: TYPE,
    project,
    store,
    onChange: change => void reported.push(describeChange(change)),
    backoff: { firstMs: 5, longestMs: 20 },
    ...options,
  });
  cleanups.push(
    () => server.stop(),
    () => client.close(),
    () => reflector.stop(),
  );
  reflector.start();
  return {
    server,
    client,
    store,
    reported,
    reflector,
    names: () => [...store.values()].map(p => `${p.name}@${p.resourceVersion}`).sort(),
  };
}

function describeChange({
  previous,
  current,
  written,
  initial,
}: Change<Projection> & { initial: boolean }): string {
  const what = written ? 'written' : !previous ? 'new' : !current ? 'gone' : 'changed';
  return `${what} ${(current ?? previous)?.name}${initial ? ' (initial)' : ''}`;
}

test('the initial state is reported as initial and the store is in step when it ends', async () => {
  const { reflector, store, reported, names, server } = await reflect([
    state(10, [sample('a', 3), sample('b', 9)]),
  ]);
  expect(store.synced).toBe(false);
  await reflector.synced;
  expect(store.synced).toBe(true);
  expect(names()).toEqual(['a@3', 'b@9']);
  expect(reported).toEqual(['new a (initial)', 'new b (initial)']);
  const query = server.requests[0]?.query;
  expect(query?.get('sendInitialEvents')).toBe('true');
  expect(query?.get('resourceVersionMatch')).toBe('NotOlderThan');
  expect(query?.get('allowWatchBookmarks')).toBe('true');
});

test('after a reset the watch goes on from the last resource version, and nothing is reported twice', async () => {
  const { reported, server } = await reflect([
    state(10, [sample('a', 3)], response => {
      write(response, asLine(['MODIFIED', sample('a', 12)]));
      breakOff(response);
    }),
    changes([['ADDED', sample('b', 14)]]),
  ]);
  await vi.waitFor(() => expect(reported).toEqual(['new a (initial)', 'changed a', 'new b']));
  expect(server.requests[1]?.query.get('resourceVersion')).toBe('12');
  expect(server.requests[1]?.query.has('sendInitialEvents')).toBe(false);
});

test('a bookmark moves the version from which a broken watch goes on', async () => {
  const { server } = await reflect([
    state(10, [], response => {
      write(response, bookmark(50));
      breakOff(response);
    }),
    changes([]),
  ]);
  await vi.waitFor(() => expect(server.requests[1]?.query.get('resourceVersion')).toBe('50'));
});

test.each([
  ['as an HTTP status', refusal(410, 'Expired')],
  [
    'as an event inside a 200',
    changes([], response => {
      write(response, {
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' },
      });
      response.end();
    }),
  ],
])('410 %s reads everything again and reports exactly what differs', async (_, gone) => {
  const { reported, names } = await reflect([
    state(10, [sample('same', 3), sample('changed', 4), sample('gone', 5)], end),
    gone,
    state(90, [sample('same', 3), sample('changed', 80), sample('new', 85)]),
  ]);
  await vi.waitFor(() =>
    expect(reported.slice(3).sort()).toEqual(['changed changed', 'gone gone', 'new new']),
  );
  expect(names()).toEqual(['changed@80', 'new@85', 'same@3']);
});

test('a silent connection is given up and made anew', async () => {
  const { reported, server } = await reflect(
    [state(10, [sample('a', 3)]), changes([['MODIFIED', sample('a', 11)]])],
    { stallTimeoutMs: 60 },
  );
  await vi.waitFor(() => expect(reported).toContain('changed a'));
  expect(server.requests[1]?.query.get('resourceVersion')).toBe('10');
});

test('a connection that keeps talking is not given up', async () => {
  const { server, store } = await reflect(
    [
      state(10, [], response => {
        let version = 10;
        const timer = setInterval(() => write(response, bookmark(++version)), 20);
        response.on('close', () => clearInterval(timer));
      }),
    ],
    { stallTimeoutMs: 150 },
  );
  await new Promise(resolve => setTimeout(resolve, 400));
  expect(store.synced).toBe(true);
  expect(server.requests).toHaveLength(1);
});

test('a server that never answers is asked again', async () => {
  const { reflector, server } = await reflect(
    [silence, json(200, { metadata: { resourceVersion: '5' }, items: [] }), changes([])],
    { stallTimeoutMs: 50 },
  );
  await reflector.synced;
  expect(server.requests.length).toBeGreaterThanOrEqual(2);
});

test('refused connections are tried again with growing pauses until one holds', async () => {
  const { reflector, server } = await reflect([reset, reset, reset, state(10, [])]);
  await reflector.synced;
  expect(server.requests).toHaveLength(4);
});

test('a server that says when to come back is asked no sooner', async () => {
  const { server, reflector } = await reflect([
    refusal(429, 'TooManyRequests', { 'retry-after': '1' }),
    state(10, []),
  ]);
  const began = performance.now();
  await reflector.synced;
  expect(performance.now() - began).toBeGreaterThan(900);
  expect(server.requests).toHaveLength(2);
});

test.each([400, 422])('a server without watch-list (%i) is read by pages and then watched', async status => {
  const page = (names: string[], next?: string) =>
    json(200, {
      metadata: { resourceVersion: '20', continue: next ?? '' },
      items: names.map((name, i) => sample(name, i + 1)),
    });
  const { reported, server, reflector } = await reflect([
    refusal(status, 'Invalid'),
    page(['a', 'b'], 'next'),
    page(['c']),
    changes([['DELETED', sample('a', 21)]]),
  ]);
  await reflector.synced;
  await vi.waitFor(() => expect(reported.at(-1)).toBe('gone a'));
  expect(reported.slice(0, 3)).toEqual(['new a (initial)', 'new b (initial)', 'new c (initial)']);
  expect(server.requests[2]?.query.get('continue')).toBe('next');
  expect(server.requests[3]?.query.get('resourceVersion')).toBe('20');
});

test('repeated and late events change nothing and bring nothing back', async () => {
  const { reported, names } = await reflect([
    state(10, [sample('a', 3)], response => {
      const deleted = asLine(['DELETED', sample('a', 12)]);
      const born = asLine(['ADDED', sample('b', 13)]);
      write(
        response,
        deleted,
        asLine(['MODIFIED', sample('a', 11)]),
        deleted,
        born,
        born,
        asLine(['DELETED', sample('a', 12)]),
      );
    }),
  ]);
  await vi.waitFor(() => expect(reported).toContain('new b'));
  expect(reported).toEqual(['new a (initial)', 'gone a', 'new b']);
  expect(names()).toEqual(['b@13']);
});

test('a type that is gone empties the store, but only when it is not found twice in a row', async () => {
  const { reported, store } = await reflect([
    state(10, [sample('a', 3)], end),
    refusal(404, 'NotFound'),
    state(11, [sample('a', 3)], end),
    refusal(404, 'NotFound'),
    refusal(404, 'NotFound'),
    silence,
  ]);
  await vi.waitFor(() => expect(reported).toContain('gone a'));
  expect(reported).toEqual(['new a (initial)', 'gone a']);
  expect(store.size).toBe(0);
});

test('a type that is not there yet is waited for', async () => {
  const absent = refusal(404, 'NotFound');
  const { reflector, names } = await reflect([absent, absent, absent, state(4, [sample('a', 3)])]);
  await reflector.synced;
  expect(names()).toEqual(['a@3']);
});

test('what a handler or a projection throws ends nothing', async () => {
  const seen: string[] = [];
  const { names } = await reflect(
    [
      state(10, [sample('a', 3)], response =>
        write(response, asLine(['ADDED', sample('odd', 11)]), asLine(['ADDED', sample('b', 12)])),
      ),
    ],
    {
      onChange: change => {
        seen.push(change.current?.name ?? '');
        throw new Error('handler');
      },
      project: object => {
        if (object.metadata.name === 'odd') throw new Error('projection');
        return project(object);
      },
    },
  );
  await vi.waitFor(() => expect(seen).toEqual(['a', 'b']));
  expect(names()).toEqual(['a@3', 'b@12']);
});

test.each([
  ['no JSON', 'garbage {\n'],
  ['JSON that is no event', '{"type":"ADDED"}\n'],
  ['a line without end', `${'x'.repeat(17 * 1024 * 1024)}\n`],
])('%s in a watch reads everything again, by pages', async (_, text) => {
  const { names, server } = await reflect([
    state(10, [sample('a', 3)], response => void response.write(text)),
    json(200, { metadata: { resourceVersion: '30' }, items: [sample('b', 20)] }),
    changes([['ADDED', sample('c', 31)]]),
  ]);
  await vi.waitFor(() => expect(names()).toEqual(['b@20', 'c@31']), 5_000);
  expect(server.requests[1]?.query.get('limit')).toBe('500');
});

test('a server restored from a backup, whose versions went back, is believed', async () => {
  const tooLarge = json(504, {
    kind: 'Status',
    code: 504,
    reason: 'Timeout',
    message: 'Too large resource version',
    details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }] },
  });
  const { reported, names } = await reflect([
    state(900, [sample('kept', 800), sample('later', 850)], end),
    tooLarge,
    state(100, [sample('kept', 40)]),
  ]);
  await vi.waitFor(() => expect(names()).toEqual(['kept@40']));
  expect(reported.slice(2)).toEqual(['changed kept', 'gone later']);
});

test('the echo of our own write is reported as such, and an older event does not undo it', async () => {
  let go: (() => void) | undefined;
  const { reported, store, reflector } = await reflect([
    state(10, [sample('a', 3)], response => {
      go = () =>
        write(
          response,
          asLine(['MODIFIED', sample('a', 11)]),
          asLine(['MODIFIED', sample('a', 12)]),
          asLine(['ADDED', sample('b', 13)]),
        );
    }),
  ]);
  await reflector.synced;
  store.recordWrite(
    project({ apiVersion: 'v1', kind: 'Sample', ...sample('a', 12, { value: 'ours' }) } as KubeObject),
  );
  go?.();
  await vi.waitFor(() => expect(reported.at(-1)).toBe('new b'));
  expect(reported).toEqual(['new a (initial)', 'written a', 'new b']);
  expect(store.get('n', 'a')?.value).toBe('ours');
});

test('nothing is reported and nothing is asked for after stop', async () => {
  const { reflector, server, reported } = await reflect([
    state(10, [sample('a', 3)], response => {
      const timer = setInterval(() => write(response, asLine(['MODIFIED', sample('a', Date.now())])), 5);
      response.on('close', () => clearInterval(timer));
    }),
  ]);
  await reflector.synced;
  await reflector.stop();
  const [events, requests] = [reported.length, server.requests.length];
  await new Promise(resolve => setTimeout(resolve, 100));
  expect([reported.length, server.requests.length]).toEqual([events, requests]);
});
