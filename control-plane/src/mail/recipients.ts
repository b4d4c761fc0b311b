import type { Role } from '@tenantry/contracts/api/roles';
import {
  ALERT_RULE_TABLE,
  type AlertLevel,
  type AlertRule,
  rankOf,
} from '@tenantry/contracts/commercial/alert';
import { type AlertRecipient, alertRecipientSchema } from '@tenantry/contracts/commercial/alert-api';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import type { AggregateSpec, Aggregates } from '../storage/aggregates.ts';
import { digestOf } from '../storage/canonical.ts';
import type { TenantRecord } from '../tenants/tenant.ts';
import type { Who } from '../tenants/who.ts';

const recipientsStateSchema = z.object({
  recipients: z.array(alertRecipientSchema),
  /** Of a tenant: which of its own contacts are told. */
  contactRoles: z.array(z.string()),
});
export type RecipientsState = z.infer<typeof recipientsStateSchema>;

const recipientsAggregate: AggregateSpec<RecipientsState> = {
  kind: 'alert_recipients',
  state: recipientsStateSchema,
};

const NOBODY: RecipientsState = { recipients: [], contactRoles: [] };

/** Who is told, and in which words. */
export interface Told {
  readonly recipientId: string;
  readonly email: string;
  readonly audience: 'staff' | 'customer';
}

/** A change of level, as far as it matters for who is told. */
export interface Transition {
  readonly rule: AlertRule;
  readonly from: AlertLevel;
  readonly to: AlertLevel;
  readonly tenantId?: string | undefined;
}

export interface RecipientsInForce {
  readonly version: number;
  readonly state: RecipientsState;
  readonly at?: string;
}

const ENFORCEMENT_ROLES: readonly Role[] = ['finance', 'cs'];
const ID_DIGITS = 16;

/** What deliveries remember of an address: enough to find it among the recipients, and not the address. */
export function recipientIdOf(email: string): string {
  return digestOf('recipient', email.toLowerCase()).slice(0, ID_DIGITS);
}

/** Who is told by e-mail: people named for the installation and for a tenant, and a tenant's own contacts. */
export class Recipients {
  readonly #recipients: Aggregates<RecipientsState>;
  readonly #contactsOf: (tenantId: string) => Promise<TenantRecord['contacts']>;

  constructor(context: Context, contactsOf: (tenantId: string) => Promise<TenantRecord['contacts']>) {
    this.#recipients = context.aggregates(recipientsAggregate);
    this.#contactsOf = contactsOf;
  }

  /** Of the installation when no tenant is named. */
  async get(tenantId: string | undefined): Promise<RecipientsInForce> {
    return (await this.#recipients.load(idOf(tenantId))) ?? { version: 0, state: NOBODY };
  }

  /** @throws Problem precondition_failed */
  async set(
    tenantId: string | undefined,
    after: RecipientsState,
    ifMatch: string | undefined,
    who: Who,
  ): Promise<RecipientsInForce> {
    const before = await this.get(tenantId);
    requireMatch(ifMatch, before.version);
    const { version, state, at } = before;
    const note = {
      ...who,
      action: 'alert_recipients.set',
      ...(tenantId !== undefined && { tenantId }),
    };
    const made =
      at === undefined
        ? await this.#recipients.create(idOf(tenantId), after, note)
        : await this.#recipients.change(idOf(tenantId), { version, state, at }, after, note);
    if (made === 'exists') throw new Problem('precondition_failed', 'somebody changed them just now');
    return made;
  }

  /** Each address once, whoever named it. */
  async toldOf(transition: Transition): Promise<readonly Told[]> {
    const { rule, from, to, tenantId } = transition;
    const urgency = Math.max(rankOf(from), rankOf(to));
    const told = new Map<string, Told>();
    for (const { recipient, email, audience } of await this.#all(tenantId)) {
      const isTold =
        recipient === undefined
          ? rule === 'allowance' && rankOf(to) > rankOf(from) && rankOf(to) >= rankOf('warning')
          : isFor(recipient, rule) && urgency >= rankOf(recipient.least);
      const recipientId = recipientIdOf(email);
      if (isTold && !told.has(recipientId)) told.set(recipientId, { recipientId, email, audience });
    }
    return [...told.values()];
  }

  /** Of what is announced or done about overuse and debts: finance, customer success, and the customer. */
  async toldOfEnforcement(tenantId: string): Promise<readonly Told[]> {
    const told = new Map<string, Told>();
    for (const { recipient, email, audience } of await this.#all(tenantId)) {
      const isTold =
        recipient === undefined ||
        (recipient.rules === undefined &&
          (recipient.role === undefined || ENFORCEMENT_ROLES.includes(recipient.role)));
      const recipientId = recipientIdOf(email);
      if (isTold && !told.has(recipientId)) told.set(recipientId, { recipientId, email, audience });
    }
    return [...told.values()];
  }

  /** The address behind an id, while it is one of the recipients. */
  async addressOf(recipientId: string, tenantId: string | undefined): Promise<string | undefined> {
    const all = await this.#all(tenantId);
    return all.find(({ email }) => recipientIdOf(email) === recipientId)?.email;
  }

  /** Colleagues before customers: whoever is both is told as a colleague. */
  async #all(tenantId: string | undefined) {
    const layers = [await this.get(undefined)];
    if (tenantId !== undefined) layers.push(await this.get(tenantId));
    const staff = layers
      .flatMap(({ state }) => state.recipients)
      .map(recipient => ({ recipient, email: recipient.email, audience: 'staff' as const }));
    const roles = layers.at(-1)?.state.contactRoles ?? [];
    if (tenantId === undefined || roles.length === 0) return staff;
    const contacts = (await this.#contactsOf(tenantId)).filter(
      ({ role }) => role !== undefined && roles.includes(role),
    );
    const customers = contacts.map(({ email }) => ({
      recipient: undefined,
      email,
      audience: 'customer' as const,
    }));
    return [...staff, ...customers];
  }
}

function isFor({ rules, role }: AlertRecipient, rule: AlertRule): boolean {
  if (rules !== undefined) return rules.includes(rule);
  return role === undefined || ALERT_RULE_TABLE[rule].roles.includes(role);
}

function idOf(tenantId: string | undefined): string {
  return tenantId === undefined ? 'installation' : `tenant:${tenantId}`;
}
