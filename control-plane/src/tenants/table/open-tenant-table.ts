import type { Context } from '../../context.ts';
import type { Route } from '../../http/route.ts';
import type { Change } from '../../storage/aggregates.ts';
import type { OpenStream } from '../../stream/open-stream.ts';
import { HEADS_FOLLOW_MS } from '../kept-by-tenant.ts';
import type { TenantRoll } from '../tenant-roll.ts';
import type { TenantSignal } from '../tenant-signal.ts';
import { tenantTableRoutes } from './http.ts';
import { isPerson, type SourceParts, TableSources, touchKindOf } from './table-sources.ts';
import { type Part, TenantTable } from './tenant-table.ts';

const ROUND_EVERY = 1_000;

/** By kind of what changed, the parts of the row that may be otherwise. Whatever a person changes is a touch besides. */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  subscription: ['value', 'use'],
  alert: ['alerts'],
  health: ['health'],
};

export interface OpenTenantTable {
  readonly table: TenantTable;
  readonly routes: readonly Route[];
}

export async function openTenantTable(
  context: Context,
  parts: Omit<SourceParts, 'store' | 'clock'> & {
    readonly roll: TenantRoll;
    readonly stream: Pick<OpenStream, 'follow'>;
    /** Told of tenants whose use was counted, and of those whose health was evaluated. */
    readonly counted: TenantSignal;
    readonly evaluated: TenantSignal;
  },
): Promise<OpenTenantTable> {
  const { roll, stream, counted, evaluated, ...sources } = parts;
  const { store, clock, logger } = context;
  const table = new TenantTable({
    roll,
    sources: await TableSources.open({ store, clock, ...sources }),
    clock,
    logger,
  });
  context.onProjected(change => heed(table, change));
  counted.listen(tenantId => table.mark(tenantId, 'use'));
  evaluated.listen(tenantId => table.mark(tenantId, 'health'));
  const later: { readonly tenantId: string; readonly parts: readonly Part[]; readonly at: number }[] = [];
  stream.follow(fresh => {
    for (const { kind, tenantId } of fresh) {
      if (tenantId === undefined) continue;
      later.push({ tenantId, parts: [...(PARTS[kind] ?? []), 'touch'], at: clock.now() + HEADS_FOLLOW_MS });
    }
  });
  context.every('keep the table of tenants', ROUND_EVERY, () => {
    for (let next = later[0]; next !== undefined && next.at <= clock.now(); next = later[0]) {
      later.shift();
      for (const part of next.parts) table.mark(next.tenantId, part);
    }
    return table.round();
  });
  return { table, routes: tenantTableRoutes(table, clock) };
}

function heed(table: TenantTable, { kind, tenantId, actor, at }: Change<unknown>): void {
  if (tenantId === undefined) return;
  for (const part of PARTS[kind] ?? []) table.mark(tenantId, part);
  if (isPerson(actor.id)) table.touched(tenantId, { at, kind: touchKindOf(kind), by: actor.name });
}
