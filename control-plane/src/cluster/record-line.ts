import { type ChangeCollection, changeId, latestChange } from '../storage/aggregates.ts';
import { SUBSCRIPTION_KIND } from '../tenants/plan-port.ts';
import { type TenantRecord, tenantAggregate } from '../tenants/tenant.ts';
import type { ApplyOutcome, ObservedTenant } from './provisioner.ts';

/** What a tenant's spec is decided from. */
const KINDS = [tenantAggregate.kind, SUBSCRIPTION_KIND];
const NONE = '0';

/** Whether the records that a mark is of had no plan for the tenant, then nor before. */
export function neverHadPlan(record: string): boolean {
  return record.split(' ')[1] === NONE;
}

/**
 * Whether the store knows what a Tenant was applied from. Whoever applies writes onto the Tenant how far the records
 * had come, as `<version>@<time>` of the tenant and of its subscription. A store that has those changes is the one that
 * applied it, or a later state of it. One that does not was restored from a time before, was begun anew, or is another:
 * what it says of the tenant is older than what runs, and is not applied over it.
 *
 *   records   1 ── 2 ── 3 ── 4        Tenant: 4
 *   backup    1 ── 2                  restored: there is no 4 in it   ▶ held
 *                   └─ 3' ── 4'       gone on with: 4' is not that 4  ▶ held
 */
export class RecordLine {
  readonly #changes: ChangeCollection;

  constructor(changes: ChangeCollection) {
    this.#changes = changes;
  }

  /** How far the records of a tenant have come. */
  async end(tenantId: string): Promise<string> {
    const marks = await Promise.all(
      KINDS.map(async kind => {
        const last = await latestChange(this.#changes, kind, tenantId);
        return last === undefined ? NONE : `${last.version}@${last.at}`;
      }),
    );
    return marks.join(' ');
  }

  /** A Tenant without a mark was never applied by who writes them: nothing can be told of it. */
  async holds(
    { tenantId, follows }: TenantRecord,
    { record }: Pick<ObservedTenant, 'record'>,
  ): Promise<Extract<ApplyOutcome, { is: 'held' }> | undefined> {
    if (record === undefined || record === follows || (await this.#isOurs(tenantId, record)))
      return undefined;
    return {
      is: 'held',
      record,
      message: `the Tenant was applied from records that are not in this store (${record}): nothing of it is changed until an admin says what holds`,
    };
  }

  async #isOurs(tenantId: string, record: string): Promise<boolean> {
    const marks = record.split(' ');
    if (marks.length !== KINDS.length) return false;
    const known = await Promise.all(
      KINDS.map(async (kind, at) => {
        const mark = marks[at] ?? '';
        if (mark === NONE) return true;
        const [, version, time] = /^(\d{1,9})@(\S+)$/.exec(mark) ?? [];
        if (version === undefined) return false;
        return (await this.#changes.get(changeId(kind, tenantId, Number(version))))?.at === time;
      }),
    );
    return known.every(Boolean);
  }
}
