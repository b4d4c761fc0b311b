import { type PaymentLinkBody, paymentLinkSchema } from '@tenantry/contracts/commercial/statement-api';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { changedByOthers, Problem } from '../http/problem.ts';
import type { BillingService, By } from '../invoices/billing-service.ts';
import { statementId } from '../invoices/records.ts';
import type { Aggregates, Versioned } from '../storage/aggregates.ts';
import { digestOf } from '../storage/canonical.ts';
import { type Collection, scanAll } from '../storage/documents.ts';
import { type Head, headProjection, headsSpec } from '../storage/heads.ts';
import type { Payments } from './payments.ts';
import {
  type PaymentProvider,
  PaymentRefused,
  type ProviderMessage,
  type ReceivedPayment,
  UnusableReceipt,
} from './provider.ts';

const linkSchema = paymentLinkSchema.extend({
  /** How often an address was asked for: part of the key under which the provider knows the order. */
  attempt: z.int().min(1),
  /** By which the provider knows the page; links that are older than the field have none. */
  pageId: z.string().optional(),
  refusedAt: z.string().optional(),
});
type Link = z.infer<typeof linkSchema>;
const linkAggregate = { kind: 'payment_link', state: linkSchema };

const headFields = z.object({
  wanted: z.string().optional(),
  /** Until when somebody can pay at it. */
  offered: z.string().optional(),
});
type LinkHeadFields = z.infer<typeof headFields>;
type LinkIndex = 'wanted' | 'offered';
const paymentLinkHeads = headsSpec(linkAggregate, headFields, { wanted: ['wanted'], offered: ['offered'] });

const ASK_EVERY = 30_000;
const SWEEP_EVERY = 10 * 60_000;
/** By which what is open of a statement becomes another sum. */
const PAYS = ['payment', 'credit', 'statement_void'];
const AT_ONCE = 20;
const ATTEMPTS = 8;
/** Customers may ask, too: how long a refusal is answered without asking again. */
const REFUSED_FOR_MS = 10 * 60_000;
const AGAIN_SECONDS = 30;
const SYSTEM: By = { actor: { id: 'system:payments', name: 'Payments' }, requestId: 'provider' };

/**
 * Addresses where customers pay. That one is wanted is written down first, and the provider asked after it, at least
 * once and under one key: so a crash in between leaves an order that is asked for again, and one page and no second. Where
 * something else is open by now, the page there is ends at the provider before another is wanted: nobody pays at both.
 */
export class PaymentLinks {
  readonly #context: Pick<Context, 'clock' | 'logger'>;
  readonly #links: Aggregates<Link>;
  readonly #heads: Collection<Head<Link> & LinkHeadFields, LinkIndex>;
  /** Tenants of whom something was paid, credited or taken back here. Lost with the process: the sweep finds them. */
  readonly #paid = new Set<string>();
  readonly #billing: BillingService;
  readonly #payments: Payments;
  readonly #provider: PaymentProvider | undefined;
  /** By key of the order. */
  readonly #asking = new Map<string, Promise<Versioned<Link>>>();

  private constructor(
    context: Context,
    heads: Collection<Head<Link> & LinkHeadFields, LinkIndex>,
    parts: PaymentLinkParts,
  ) {
    this.#context = context;
    this.#links = context.aggregates(linkAggregate);
    this.#heads = heads;
    this.#billing = parts.billing;
    this.#payments = parts.payments;
    this.#provider = parts.provider;
  }

  static async open(context: Context, parts: PaymentLinkParts): Promise<PaymentLinks> {
    const heads = await context.store.collection(paymentLinkHeads);
    context.addProjection(
      headProjection(
        context.changes,
        linkAggregate,
        heads,
        ({ state, tenantId, expiresAt }): LinkHeadFields => ({
          ...(state === 'wanted' && { wanted: tenantId }),
          ...(state === 'offered' && expiresAt !== undefined && { offered: expiresAt }),
        }),
      ),
    );
    const links = new PaymentLinks(context, heads, parts);
    if (parts.provider === undefined) return links;
    // What is open is read from what follows of a payment: heard of sooner, it would be what was open before.
    context.onProjected(({ kind, tenantId }) => {
      if (PAYS.includes(kind) && tenantId !== undefined) links.#paid.add(tenantId);
    });
    context.every('ask the payment provider', ASK_EVERY, async () => {
      await links.askAll();
      await links.endPaid();
    });
    context.every('end pages of what is paid', SWEEP_EVERY, () => links.endPaid('all'));
    return links;
  }

  /**
   * @throws Problem conflict without a provider, when nothing is open, or when another page is paid or stays open;
   *   unavailable when it is not known whether one is; not_found
   */
  async ask(tenantId: string, number: number, by: By): Promise<PaymentLinkBody> {
    const provider = this.#provider;
    if (provider === undefined)
      throw new Problem('conflict', 'no payment provider is set up', { reason: 'no_payment_provider' });
    const { state, openMinor, currency } = await this.#billing.statement(tenantId, number);
    const id = statementId(tenantId, number);
    if (state === 'void' || openMinor === '0') {
      await this.#endLeft(provider, id);
      throw new Problem('conflict', 'nothing of the statement is open', { reason: 'statement_paid' });
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const found = await this.#links.load(id);
      if (found !== undefined && this.#holds(found.state, openMinor))
        return bodyOf(await this.#fulfil(found));
      if (found?.state.state === 'wanted') {
        // Whether there is a page of it the provider knows alone: it has to say so before that one is ended.
        if ((await this.#fulfil(found)).state.state === 'wanted') throw notKnown();
        continue;
      }
      if (found !== undefined) await this.#end(provider, found.state);
      const link: Link = {
        tenantId,
        statement: number,
        amountMinor: openMinor,
        currency,
        state: 'wanted',
        attempt: (found?.state.attempt ?? 0) + 1,
      };
      const made = await this.#write(found, link, by, 'payment_link.ask');
      if (made !== 'exists') return bodyOf(await this.#fulfil(made));
    }
    throw changedByOthers('it is being asked for by others: come again');
  }

  /** Asks the provider for all that are wanted. For a timer. */
  async askAll(): Promise<void> {
    const wanted = await this.#heads.scan({ index: 'wanted', limit: AT_ONCE });
    for (const { id } of wanted) {
      const link = await this.#links.load(id);
      if (link !== undefined) await this.#fulfil(link);
    }
  }

  /**
   * Ends the pages at which another sum could be paid than is open: since it was paid by hand, credited or taken back.
   * Of those of whom this process has heard so, or of `all`. A page that does not end is tried again by the sweep.
   */
  async endPaid(of: 'heard' | 'all' = 'heard'): Promise<void> {
    const provider = this.#provider;
    if (provider === undefined || (of === 'heard' && this.#paid.size === 0)) return;
    const heard = new Set(this.#paid);
    this.#paid.clear();
    const from = isoTime(this.#context.clock.now());
    for await (const { id, state } of scanAll(this.#heads, { index: 'offered', from }, AT_ONCE)) {
      if (state.expiresAt === from || (of === 'heard' && !heard.has(state.tenantId))) continue;
      await this.#endWrong(provider, id).catch(error => {
        this.#context.logger.warn({ err: error, link: id }, 'a page to pay at could not be looked at');
      });
    }
  }

  async #endWrong(provider: PaymentProvider, id: string): Promise<void> {
    const found = await this.#links.load(id);
    if (found?.state.state !== 'offered' || found.state.pageId === undefined) return;
    const { tenantId, statement, amountMinor, pageId } = found.state;
    const { state, openMinor } = await this.#billing.statement(tenantId, statement);
    if (state !== 'void' && openMinor === amountMinor) return;
    const ended = await this.#tryToEnd(provider, found.state, pageId);
    // While its payment has not come in, the page stands for it: there is to be no other.
    if (ended === 'open' || (ended === 'paid' && state !== 'void' && openMinor !== '0')) return;
    const expiresAt = isoTime(this.#context.clock.now());
    await this.#write(found, { ...found.state, expiresAt }, SYSTEM, 'payment_link.end');
  }

  /**
   * A message of the provider, once or several times.
   * @throws BadReceipt, Problem not_found without a provider, unavailable: it is to come again
   */
  async receive(message: ProviderMessage): Promise<void> {
    if (this.#provider === undefined) throw new Problem('not_found', 'no payment provider is set up');
    try {
      const received = this.#provider.received(message);
      if (received !== undefined) await this.#record(received);
    } catch (error) {
      if (!(error instanceof UnusableReceipt)) throw error;
      // Money came in. Whoever reads the log has until the provider is tired of coming again.
      const { reference } = error;
      this.#context.logger.error({ err: error, reference }, 'a payment that came in cannot be recorded');
      throw new Problem('unavailable', 'it cannot be recorded for now', { cause: error });
    }
  }

  async #record(received: ReceivedPayment): Promise<void> {
    const { tenantId, reference, amountMinor, statement, currency, at } = received;
    // One id for one payment: told again, it is there.
    const paymentId = digestOf('stripe', reference).slice(0, 32);
    const payment = { amountMinor: String(amountMinor), currency, receivedAt: at, statement, reference };
    await this.#payments
      .record(tenantId, paymentId, { ...payment, method: 'stripe' }, SYSTEM)
      .catch((error: unknown) => {
        const isRefused = error instanceof Problem && error.status < 500;
        throw isRefused ? new UnusableReceipt(reference, error.message) : error;
      });
  }

  /** Nobody pays at the page any more. @throws Problem conflict, unavailable */
  async #end(provider: PaymentProvider, { state, pageId, url, expiresAt, ...link }: Link): Promise<void> {
    if (state !== 'offered' || expiresAt === undefined) return;
    if (expiresAt <= isoTime(this.#context.clock.now())) return;
    const ended = pageId === undefined ? 'open' : await this.#tryToEnd(provider, link, pageId);
    if (ended === 'ended') return;
    throw new Problem(
      'conflict',
      ended === 'paid'
        ? 'it was paid at the page that was given before: the payment comes in shortly'
        : `it can be paid until ${expiresAt} at ${url}: there is another page when that one has ended`,
    );
  }

  /** Where nothing is open any more nobody is to pay. As far as the provider answers: there is no other page to wait. */
  async #endLeft(provider: PaymentProvider, id: string): Promise<void> {
    const found = await this.#links.load(id);
    if (found?.state.state !== 'offered' || found.state.pageId === undefined) return;
    const { expiresAt, pageId } = found.state;
    if (expiresAt !== undefined && expiresAt <= isoTime(this.#context.clock.now())) return;
    // It has been logged.
    await this.#tryToEnd(provider, found.state, pageId).catch(() => undefined);
  }

  async #tryToEnd(
    provider: PaymentProvider,
    { tenantId, statement }: Pick<Link, 'tenantId' | 'statement'>,
    pageId: string,
  ): Promise<'ended' | 'paid' | 'open'> {
    try {
      return await provider.end(pageId);
    } catch (error) {
      const about = { err: error, tenantId, statement, pageId };
      this.#context.logger.warn(about, 'the payment provider did not end a page');
      if (error instanceof PaymentRefused) return 'open';
      throw notKnown(error);
    }
  }

  #holds({ state, amountMinor, expiresAt, refusedAt }: Link, openMinor: string): boolean {
    if (amountMinor !== openMinor) return false;
    const now = this.#context.clock.now();
    if (state === 'refused') return refusedAt !== undefined && now < Date.parse(refusedAt) + REFUSED_FOR_MS;
    return expiresAt === undefined || expiresAt > isoTime(now);
  }

  /** Of those who want it at once, one asks and the others wait for its answer. */
  #fulfil(link: Versioned<Link>): Promise<Versioned<Link>> {
    const { state, tenantId, statement, attempt } = link.state;
    if (state !== 'wanted' || this.#provider === undefined) return Promise.resolve(link);
    const key = `tenantry-${tenantId}-${statement}-${attempt}`;
    const already = this.#asking.get(key);
    if (already !== undefined) return already;
    const asking = this.#askProvider(this.#provider, key, link).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  async #askProvider(
    provider: PaymentProvider,
    key: string,
    link: Versioned<Link>,
  ): Promise<Versioned<Link>> {
    const { state } = link;
    const { tenantId, statement, currency } = state;
    const amountMinor = BigInt(state.amountMinor);
    try {
      const offer = await provider.offer({ key, tenantId, statement, amountMinor, currency });
      const made = await this.#write(
        link,
        { ...state, ...offer, state: 'offered' },
        SYSTEM,
        'payment_link.offer',
      );
      return made === 'exists' ? await this.#givenByAnother(provider, link, offer.pageId) : made;
    } catch (error) {
      this.#context.logger.warn({ err: error, tenantId, statement }, 'the payment provider gave no page');
      if (!(error instanceof PaymentRefused)) return link;
      const refusedAt = isoTime(this.#context.clock.now());
      const refused: Link = { ...state, state: 'refused', refusedAt };
      const made = await this.#write(link, refused, SYSTEM, 'payment_link.refuse');
      return made === 'exists' ? link : made;
    }
  }

  /** Another replica was first, and was given the same page as a rule. */
  async #givenByAnother(
    provider: PaymentProvider,
    link: Versioned<Link>,
    pageId: string,
  ): Promise<Versioned<Link>> {
    const { tenantId, statement } = link.state;
    const latest = (await this.#links.load(statementId(tenantId, statement))) ?? link;
    if (latest.state.pageId !== pageId) await this.#tryToEnd(provider, link.state, pageId);
    return latest;
  }

  #write(before: Versioned<Link> | undefined, link: Link, { actor, requestId }: By, action: string) {
    const { tenantId, statement } = link;
    const note = { actor, requestId, action, tenantId };
    const id = statementId(tenantId, statement);
    return before === undefined
      ? this.#links.create(id, link, note)
      : this.#links.change(id, before, link, note);
  }
}

export interface PaymentLinkParts {
  readonly billing: BillingService;
  readonly payments: Payments;
  /** None: payments are written down by hand. */
  readonly provider?: PaymentProvider | undefined;
}

function bodyOf({
  state: { attempt: _attempt, refusedAt: _refusedAt, pageId: _pageId, ...body },
}: Versioned<Link>): PaymentLinkBody {
  return body;
}

function notKnown(cause?: unknown): Problem {
  return new Problem('unavailable', 'the payment provider does not say whether a page is open', {
    retryAfter: AGAIN_SECONDS,
    cause,
  });
}
