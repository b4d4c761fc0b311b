import type { FieldFault } from '@tenantry/contracts/api/problem';
import type { healthImportSchema } from '@tenantry/contracts/commercial/health-api';
import type { z } from 'zod';
import { Problem } from '../http/problem.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import type { TenantSignal } from '../tenants/tenant-signal.ts';
import type { Who } from '../tenants/who.ts';
import type { HealthRecord } from './health-record.ts';
import type { HealthRecords } from './health-records.ts';
import { type HealthImportRow, readHealthImport } from './import-csv.ts';

type Outcome = z.input<typeof healthImportSchema>;

interface Checked {
  readonly row: HealthImportRow;
  readonly tenantId: string | undefined;
  readonly entered: Pick<HealthRecord, 'sentiment' | 'support'>;
  readonly faults: readonly FieldFault[];
}

export interface ImportParts {
  readonly records: HealthRecords;
  readonly directory: Pick<TenantDirectory, 'bySlug'>;
  readonly signal: Pick<TenantSignal, 'tell'>;
}

/**
 * Takes sentiment and ticket numbers from a file. A row is about what was so at a time; where that or something later
 * is known already it changes nothing, so a file that broke off half-way is simply sent again.
 */
export class HealthImports {
  readonly #parts: ImportParts;

  constructor(parts: ImportParts) {
    this.#parts = parts;
  }

  /** @throws Problem invalid_request for no such file, invalid_state when rows are faulty and not to be skipped */
  async take(
    bytes: Uint8Array,
    { faulty, dryRun }: { readonly faulty: 'refuse' | 'skip'; readonly dryRun: boolean },
    who: Who,
  ): Promise<Outcome> {
    const rows = await this.#checked(readHealthImport(bytes), who);
    const bad = rows.filter(({ faults }) => faults.length > 0);
    if (!dryRun && bad.length > 0 && faulty === 'refuse') throw refused(bad, rows.length);
    const { records, signal } = this.#parts;
    let applied = 0;
    let unchanged = 0;
    for (const { tenantId, entered, faults } of rows) {
      if (tenantId === undefined || faults.length > 0) continue;
      const changed = dryRun
        ? await records.wouldMerge(tenantId, entered)
        : await records.merge(tenantId, entered, who);
      if (changed) applied++;
      else unchanged++;
      if (changed && !dryRun) signal.tell(tenantId);
    }
    return {
      rows: rows.length,
      applied,
      unchanged,
      faulty: bad.map(({ row: { line, slug }, faults }) => ({ line, slug, faults: [...faults] })),
      done: !dryRun,
    };
  }

  #checked(rows: readonly HealthImportRow[], who: Who): Promise<Checked[]> {
    const { directory, records } = this.#parts;
    return Promise.all(
      rows.map(async row => {
        const faults = [...row.faults];
        const tenant = row.slug === '' ? undefined : await directory.bySlug(row.slug);
        if (row.slug !== '' && (tenant === undefined || tenant.state === 'deleted')) {
          faults.push({ field: 'slug', code: 'not_found', message: 'no tenant that lives has it' });
        }
        const entered: { sentiment?: HealthRecord['sentiment']; support?: HealthRecord['support'] } = {};
        try {
          if (row.sentiment) entered.sentiment = records.sentimentOf(row.sentiment, who);
          if (row.support) entered.support = records.supportOf(row.support, who);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          faults.push(...error.errors.map(fault => ({ ...fault, field: fault.field.slice(1) })));
        }
        return { row, tenantId: tenant?.tenantId, entered, faults };
      }),
    );
  }
}

function refused(bad: readonly Checked[], all: number): Problem {
  return new Problem('invalid_state', `${bad.length} of ${all} rows are faulty: look at a dry run`, {
    reason: 'rows_faulty',
    params: { bad: bad.length, all },
    errors: bad
      .slice(0, 50)
      .flatMap(({ row: { line }, faults }) =>
        faults.slice(0, 1).map(fault => ({ ...fault, field: `line ${line}: ${fault.field}` })),
      ),
  });
}
