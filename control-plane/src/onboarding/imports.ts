import type { FieldFault } from '@tenantry/contracts/api/problem';
import {
  type ImportRowPreview,
  type OnboardingForm,
  type OnboardingOrder,
  onboardingFormSchema,
} from '@tenantry/contracts/commercial/onboarding';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { notFound, Problem } from '../http/problem.ts';
import { type Collection, type CollectionSpec, insertOne, scanAll } from '../storage/documents.ts';
import { placeFor } from '../tenants/clusters.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import type { Who } from '../tenants/who.ts';
import { throughAll } from '../through-all.ts';
import { orderOf, signUpFaults } from './form.ts';
import { byColumn, type ImportRow, readImport } from './import-csv.ts';
import type { SubmissionHead } from './submission.ts';
import { type DefaultPlan, faultsFrom, type Submissions } from './submissions.ts';

const importSchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }),
  requestId: z.string(),
  rows: z.array(
    z.object({
      line: z.int(),
      submissionId: z.string(),
      tenantId: z.string(),
      subscriptionId: z.string(),
      /** Once it is applied, what lists show of it: the submission has the rest. */
      form: onboardingFormSchema,
      /** As it was then: whoever resumes orders the same. */
      defaultPlanId: z.string(),
    }),
  ),
  /** `at`, until every row has its submission. */
  pending: z.string().optional(),
});
/** What was applied, with the ids of what it makes: written once, before anything is made. */
export type Import = z.infer<typeof importSchema>;

export const importsSpec: CollectionSpec<Import, 'pending'> = {
  name: 'tenant_imports',
  indexes: { pending: ['pending'] },
  parse: value => importSchema.parse(value),
};

interface ImportParts {
  readonly submissions: Submissions;
  readonly tenants: Tenants;
  readonly defaultPlan: DefaultPlan;
}

/** Tenants from a file: looked at first, then applied; each row becomes a submission that takes its own way. */
export class Imports {
  readonly #context: Context;
  readonly #imports: Collection<Import, 'pending'>;
  readonly #submissions: Submissions;
  readonly #tenants: Tenants;
  readonly #defaultPlan: DefaultPlan;

  private constructor(context: Context, imports: Collection<Import, 'pending'>, parts: ImportParts) {
    this.#context = context;
    this.#imports = imports;
    this.#submissions = parts.submissions;
    this.#tenants = parts.tenants;
    this.#defaultPlan = parts.defaultPlan;
  }

  static async open(context: Context, parts: ImportParts): Promise<Imports> {
    const imports = new Imports(context, await context.store.collection(importsSpec), parts);
    context.every('apply imports', 2_000, () => imports.applyPending());
    return imports;
  }

  /** Every row with its faults, also those that only the present state shows. Stores nothing. */
  async preview(bytes: Uint8Array): Promise<ImportRowPreview[]> {
    return (await this.#read(bytes)).map(({ line, form, faults }) => {
      const { slug, displayName } = form.company ?? {};
      const planId = form.plan?.planId;
      return {
        line,
        slug: slug ?? '',
        displayName: displayName ?? '',
        ...(typeof planId === 'string' && { planId }),
        faults: [...faults],
      };
    });
  }

  /**
   * Writes down what is to be made; with an id that exists it answers that import.
   * @throws Problem invalid_state, when rows are faulty and not to be skipped, or none is left
   */
  async apply(importId: string, bytes: Uint8Array, faulty: 'refuse' | 'skip', who: Who): Promise<Import> {
    const known = await this.#imports.get(importId);
    if (known) return known;
    const rows = await this.#read(bytes);
    const bad = rows.filter(({ faults }) => faults.length > 0);
    if (bad.length > 0 && (faulty === 'refuse' || bad.length === rows.length)) {
      throw new Problem(
        'invalid_state',
        `${bad.length} of ${rows.length} rows are faulty: look at the preview`,
        {
          errors: bad
            .slice(0, 50)
            .flatMap(({ line, faults }) =>
              faults.slice(0, 1).map(fault => ({ ...fault, field: `line ${line}: ${fault.field}` })),
            ),
        },
      );
    }
    if (rows.length === 0)
      throw new Problem('invalid_state', 'there is no row in the file', { reason: 'file_empty' });
    const at = isoTime(this.#context.clock.now());
    const defaultPlanId = await this.#defaultPlan();
    const { actor, requestId } = who;
    const document: Import = {
      id: importId,
      at,
      actor: { id: actor.id, name: actor.name },
      requestId,
      rows: rows
        .filter(({ faults }) => faults.length === 0)
        .map(({ line, form }) => ({
          line,
          form,
          defaultPlanId,
          submissionId: uuidv7(),
          tenantId: uuidv7(),
          subscriptionId: uuidv7(),
        })),
      pending: at,
    };
    if ((await insertOne(this.#imports, document)) === 'inserted') return document;
    return this.load(importId);
  }

  /** @throws Problem not_found */
  async load(importId: string): Promise<Import> {
    const found = await this.#imports.get(importId);
    if (found === undefined) throw notFound('such import');
    return found;
  }

  /** Makes the submissions of what was applied. Done twice, it does no harm; broken off, it begins again. */
  async applyPending(): Promise<number> {
    return throughAll(scanAll(this.#imports, { index: 'pending' }, 1), document => this.#applyOne(document));
  }

  async #applyOne(document: Import): Promise<void> {
    const { actor, requestId, at } = document;
    for (const { form, line: _, defaultPlanId, ...ids } of document.rows) {
      await this.#submissions.createSubmitted(ids, form, orderOf(form, defaultPlanId), at, {
        actor,
        requestId,
      });
    }
    await this.#imports.replace(applied(document));
  }

  /** Imports were kept whole before 0.2: of the one with this submission in it, what its submissions have goes. */
  async forgetRows(submissionId: string): Promise<void> {
    for await (const document of scanAll(this.#imports, {}, 1)) {
      const row = document.rows.find(one => one.submissionId === submissionId);
      const isWhole = document.pending === undefined && row?.form.contacts !== undefined;
      if (isWhole) await this.#imports.replace(applied(document));
    }
  }

  /** Where the submissions stand whose rows these are. */
  async headsOf(rows: Import['rows']): Promise<ReadonlyMap<string, SubmissionHead>> {
    const heads = new Map<string, SubmissionHead>();
    for (let from = 0; from < rows.length; from += 500) {
      const ids = rows.slice(from, from + 500).map(({ submissionId }) => submissionId);
      for (const head of await this.#submissions.heads.find(ids)) heads.set(head.id, head);
    }
    return heads;
  }

  async #read(bytes: Uint8Array): Promise<ImportRow[]> {
    const rows = readImport(bytes);
    const defaultPlanId = await this.#defaultPlan();
    const plans = new Map<string, Promise<FieldFault[]>>();
    return Promise.all(
      rows.map(async row => {
        if (row.faults.length > 0) return row;
        const order = orderOf(row.form, defaultPlanId);
        const faults = [
          ...(await this.#slugFaults(row.form)),
          ...signUpFaults(row.form, this.#context.clock.now()),
          ...(await this.#planFaults(order.plan, plans)),
          ...(await faultsFrom('/placement', async () =>
            placeFor(this.#tenants.service.places, order.placement, '/placement'),
          )),
        ];
        return { ...row, faults: faults.map(byColumn) };
      }),
    );
  }

  async #slugFaults(form: OnboardingForm): Promise<FieldFault[]> {
    const slug = form.company?.slug;
    const holder = typeof slug === 'string' ? await this.#tenants.directory.bySlug(slug) : undefined;
    if (holder === undefined || holder.state === 'deleted') return [];
    return [
      { field: '/company/slug', code: 'slug_taken', message: `another tenant has the slug ${holder.slug}` },
    ];
  }

  /** Most rows have one of a few plans: each is asked for once. */
  #planFaults(
    plan: OnboardingOrder['plan'],
    asked: Map<string, Promise<FieldFault[]>>,
  ): Promise<FieldFault[]> {
    const key = JSON.stringify(plan);
    const answer =
      asked.get(key) ?? faultsFrom('/plan/planId', () => this.#tenants.subscriptions.check(plan));
    asked.set(key, answer);
    return answer;
  }
}

/** Whom a row names is in its submission, and nowhere else: there it can be erased. */
function applied({ pending: _, rows, ...document }: Import): Import {
  return {
    ...document,
    rows: rows.map(({ form: { company }, ...row }) => ({
      ...row,
      form: { company: { slug: company?.slug, displayName: company?.displayName } },
    })),
  };
}
