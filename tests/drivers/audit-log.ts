import { randomUUID } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import type { Api } from './api.ts';

/** One request in the API server's audit log, at stage ResponseComplete. */
export interface AuditEntry {
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string };
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code?: number };
  readonly stage?: string;
}

const WRITE_VERBS: ReadonlySet<string> = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

/**
 * Reads the API server's audit log from one moment to another. Both ends are made sure by a request of
 * our own that is waited for in the file, so nothing that was answered before is missed.
 */
export class AuditLog {
  readonly #path: string;
  readonly #api: Api;
  #from = 0;

  constructor(path: string, api: Api) {
    this.#path = path;
    this.#api = api;
  }

  /** From here on counts. */
  async mark(): Promise<void> {
    await this.flushed();
    this.#from = (await stat(this.#path)).size;
  }

  /** Every request since the mark. */
  async entries(): Promise<AuditEntry[]> {
    await this.flushed();
    return (await this.#read())
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as AuditEntry)
      .filter(entry => entry.stage === undefined || entry.stage === 'ResponseComplete');
  }

  /** Writes of a user since the mark, leases and dry runs excepted. */
  async writesOf(username: string): Promise<AuditEntry[]> {
    return (await this.entries()).filter(
      entry =>
        entry.user.username === username &&
        WRITE_VERBS.has(entry.verb) &&
        entry.objectRef?.resource !== 'leases' &&
        !entry.requestURI.includes('dryRun='),
    );
  }

  /** What was answered before this is in the file when it resolves. */
  async flushed(): Promise<void> {
    const marker = `audit-marker-${randomUUID()}`;
    await this.#api.get('configmaps', 'default', marker);
    await waitFor('the audit log', 10_000, async () => (await this.#read()).includes(marker));
  }

  async #read(): Promise<string> {
    const file = await open(this.#path);
    try {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.max(0, size - this.#from));
      await file.read(buffer, 0, buffer.length, this.#from);
      const text = buffer.toString('utf8');
      // The last line may be half written.
      return text.slice(0, text.lastIndexOf('\n') + 1);
    } finally {
      await file.close();
    }
  }
}

/** `patch deployments t-a/api`, for messages. */
export function describeEntry(entry: AuditEntry): string {
  const { resource = '', subresource, namespace = '', name = '' } = entry.objectRef ?? {};
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  return `${entry.verb} ${what} ${namespace === '' ? name : `${namespace}/${name}`} (${entry.responseStatus?.code})`;
}
