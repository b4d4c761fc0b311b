import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SampleRegistry {
  /** Host and port, as it stands in front of an image's name. */
  readonly name: string;
  /** Digest that it gave a manifest, by `repository:tag`. */
  readonly digests: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

interface Upload {
  readonly repository: string;
  /** Of the upload; empty for a new one. */
  readonly name: string;
  readonly body: Buffer;
  /** The digest that ends it. */
  readonly wanted: string | null;
}

/**
 * An image registry as far as `docker push` and `docker pull` go, in memory: the distribution API's uploads in one or more
 * pieces, blobs and manifests. Everything is kept by its digest, which is computed here from the bytes that came.
 */
export async function startRegistry(): Promise<SampleRegistry> {
  const blobs = new Map<string, Buffer>();
  const uploads = new Map<string, Buffer[]>();
  const manifests = new Map<string, { readonly type: string; readonly body: Buffer }>();
  const digests = new Map<string, string>();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://registry');
    const body = await bodyOf(request);
    const [, repository = '', kind, name = ''] =
      /^\/v2\/(.+)\/(blobs\/uploads|blobs|manifests)\/?(.*)$/.exec(pathname) ?? [];
    if (pathname === '/v2/') return send(response, 200);
    if (kind === 'blobs/uploads')
      return upload(response, { repository, name, body, wanted: searchParams.get('digest') });
    if (kind === 'blobs') return give(request, response, blobs.get(name), 'application/octet-stream', name);
    if (request.method === 'PUT') {
      const digest = digestOf(body);
      const type = request.headers['content-type'] ?? '';
      for (const key of [name, digest]) manifests.set(`${repository}@${key}`, { type, body });
      digests.set(`${repository}:${name}`, digest);
      return send(response, 201, { 'docker-content-digest': digest });
    }
    const found = manifests.get(`${repository}@${name}`);
    return give(request, response, found?.body, found?.type ?? '', found && digestOf(found.body));
  }

  function upload(response: ServerResponse, given: Upload): void {
    const id = given.name || String(uploads.size + 1);
    const pieces = [...(uploads.get(id) ?? []), given.body];
    uploads.set(id, pieces);
    const blob = Buffer.concat(pieces);
    if (given.wanted === null) {
      const location = `/v2/${given.repository}/blobs/uploads/${id}`;
      send(response, 202, { location, range: `0-${Math.max(0, blob.length - 1)}` });
    } else if (digestOf(blob) !== given.wanted) {
      send(response, 400);
    } else {
      uploads.set(id, []);
      blobs.set(given.wanted, blob);
      send(response, 201, { 'docker-content-digest': given.wanted });
    }
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = addressOf(server.address());
  const stop = () => new Promise<void>(resolve => server.close(() => resolve()).closeAllConnections());
  return { name: `127.0.0.1:${port}`, digests, stop };
}

function give(
  { method }: IncomingMessage,
  response: ServerResponse,
  content: Buffer | undefined,
  type: string,
  digest = '',
): void {
  if (!content) {
    send(response, 404);
    return;
  }
  response.writeHead(200, {
    'content-type': type,
    'content-length': content.length,
    'docker-content-digest': digest,
  });
  response.end(method === 'HEAD' ? undefined : content);
}

function send(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'docker-distribution-api-version': 'registry/2.0', ...headers }).end();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the registry has no port');
  return address;
}
