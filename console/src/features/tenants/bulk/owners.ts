import { api, read, readVersioned } from '../../../shared/api/client.ts';
import type { TenantRow } from '../../../shared/tenants/rows.ts';

/** An owner that one tenant had, and is given. null: nobody. */
export interface OwnerChange {
  readonly row: TenantRow;
  readonly from: string | null;
  readonly to: string | null;
}

/** Whom giving all of them one owner would change; the others have that owner already. */
export function ownerChanges(rows: readonly TenantRow[], to: string | null): readonly OwnerChange[] {
  return rows.filter(({ owner }) => owner !== to).map(row => ({ row, from: row.owner, to }));
}

/** Only the owner is written, so that it takes nothing from what others change meanwhile. */
export async function assignOwner({ row, to }: OwnerChange): Promise<void> {
  await read(
    api.PATCH('/v1/tenants/{tenantId}', {
      params: { path: { tenantId: row.tenantId }, header: { 'If-Match': '*' } },
      body: { accountOwner: to },
    }),
  );
}

class ChangedSince extends Error {}

/** Puts the owner back, unless somebody gave it another one since. @throws ChangedSince */
export async function putOwnerBack({ row, from, to }: OwnerChange): Promise<void> {
  const path = { tenantId: row.tenantId };
  const { value, etag } = await readVersioned(api.GET('/v1/tenants/{tenantId}', { params: { path } }));
  if ((value.accountOwner ?? null) !== to) throw new ChangedSince();
  await read(
    api.PATCH('/v1/tenants/{tenantId}', {
      params: { path, header: { 'If-Match': etag } },
      body: { accountOwner: from },
    }),
  );
}
