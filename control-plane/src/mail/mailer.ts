import { alertAggregate } from '../alerts/alert.ts';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { type Change, changeId } from '../storage/aggregates.ts';
import { insertOne, StoreUnavailable } from '../storage/documents.ts';
import type { Attempts, Deliveries, Delivery } from './delivery.ts';
import { noticeLetter, noticesIn } from './notices.ts';
import type { Recipients } from './recipients.ts';
import { isOfServer, type Letter, type MailServer, type MailSession, type Outcome } from './smtp.ts';
import { letterOf } from './templates.ts';

const AT_ONCE = 50;
/** An attempt that is this old and came to nothing has lost its process. */
const LEASE_MS = 5 * 60_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;
const TRIED_FOR_MS = 3 * 86_400_000;
const KEPT_MS = 90 * 86_400_000;

export interface MailerParts {
  readonly server: MailServer;
  readonly deliveries: Deliveries;
  readonly attempts: Attempts;
  readonly recipients: Pick<Recipients, 'addressOf'>;
  readonly tenantNameOf: (tenantId: string) => string | undefined;
  /** Where people find the console. */
  readonly publicUrl?: URL | undefined;
}

/**
 * Sends what is due. Each attempt is claimed by one insert, so that of replicas one sends; one that dies with it is
 * followed by another attempt, and then a letter may come twice, with one Message-ID.
 */
export class Mailer {
  readonly #context: Pick<Context, 'clock' | 'changes' | 'logger'>;
  readonly #parts: MailerParts;
  #isStopping = false;

  constructor(context: Pick<Context, 'clock' | 'changes' | 'logger'>, parts: MailerParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Answers how many letters were taken. */
  async sendDue(): Promise<number> {
    const { deliveries, server } = this.#parts;
    const before = isoTime(this.#context.clock.now() + 1);
    const due = await deliveries.scan({ index: 'due', before, limit: AT_ONCE });
    if (due.length === 0) return 0;
    const session = await server.open();
    let count = 0;
    try {
      for (const delivery of due) {
        if (this.#isStopping) break;
        const outcome = await this.#attempt(delivery, session);
        if (outcome?.is === 'sent') count++;
        if (outcome && isOfServer(outcome)) break;
      }
    } finally {
      session.close();
    }
    return count;
  }

  /** For the end of the process: the letter that is under way is the last, the others wait for another replica. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Forgets deliveries that ended long ago, and their attempts. */
  async prune(pageSize = 500): Promise<void> {
    const { deliveries, attempts } = this.#parts;
    const before = isoTime(this.#context.clock.now() - KEPT_MS);
    const old = await deliveries.scan({ index: 'created', before, limit: pageSize });
    await deliveries.remove(old.filter(({ state }) => state !== 'pending').map(({ id }) => id));
    const past = await attempts.scan({ index: 'age', before, limit: pageSize });
    await attempts.remove(past.map(({ id }) => id));
  }

  /** undefined: another one is at it. */
  async #attempt(delivery: Delivery, session: MailSession): Promise<Outcome | undefined> {
    const number = delivery.attempts + 1;
    if (!(await this.#claim(delivery, number))) return undefined;
    const letter = await this.#letter(delivery).catch((error: unknown) => {
      if (error instanceof StoreUnavailable) throw error;
      this.#context.logger.error({ err: error, delivery: delivery.id }, 'an e-mail cannot be written');
      return 'unwritten' as const;
    });
    if (letter === undefined) {
      await this.#settle(delivery, number, { state: 'withdrawn' });
      return undefined;
    }
    const outcome: Outcome =
      letter === 'unwritten' ? { is: 'later', error: 'other' } : await session.send(letter);
    const now = this.#context.clock.now();
    if (outcome.is === 'sent') {
      await this.#settle(delivery, number, { state: 'sent', sentAt: isoTime(now) });
    } else {
      const { error } = outcome;
      const isOver = now - Date.parse(delivery.createdAt) >= TRIED_FOR_MS;
      await this.#settle(
        delivery,
        number,
        outcome.is === 'refused'
          ? { state: 'refused', error }
          : isOver
            ? { state: 'given_up', error }
            : { state: 'pending', error, dueAt: isoTime(now + waitAfter(number)) },
      );
    }
    return outcome;
  }

  async #claim(delivery: Delivery, number: number): Promise<boolean> {
    const { attempts } = this.#parts;
    const now = this.#context.clock.now();
    const id = `${delivery.id}/${number}`;
    if ((await insertOne(attempts, { id, at: isoTime(now) })) === 'inserted') return true;
    const claim = await attempts.get(id);
    if (claim !== undefined && now - Date.parse(claim.at) < LEASE_MS) return false;
    // Whether it was sent nobody can say: it is sent again.
    await this.#settle(delivery, number, { state: 'pending', dueAt: isoTime(now) });
    return false;
  }

  /** undefined: there is nobody to send it to any more, or nothing to tell. */
  async #letter(delivery: Delivery): Promise<Letter | undefined> {
    const { recipients, tenantNameOf, publicUrl } = this.#parts;
    const { about, aboutId, version, tenantId, audience, messageId, recipient } = delivery;
    const to = await recipients.addressOf(recipient, tenantId);
    const change = await this.#context.changes.get(changeId(about, aboutId, version));
    if (to === undefined || change === undefined) return undefined;
    const tenantName = tenantId === undefined ? undefined : (tenantNameOf(tenantId) ?? tenantId);
    const common = { at: change.at, audience, tenantName, publicUrl };
    const content =
      about === 'alert'
        ? letterOf({ ...common, ...levelsOf(change) })
        : noticeLetter({ ...common, tenantId, notices: noticesIn(change) });
    const domain = messageId.slice(messageId.indexOf('@'));
    return { ...content, to, messageId, thread: `<${aboutId}${domain}` };
  }

  /** What another has settled meanwhile stays. */
  async #settle(
    delivery: Delivery,
    attempts: number,
    end: Pick<Delivery, 'state'> & Partial<Pick<Delivery, 'error' | 'dueAt' | 'sentAt'>>,
  ): Promise<void> {
    const { deliveries } = this.#parts;
    const now = await deliveries.get(delivery.id);
    if (now === undefined || now.state !== 'pending') return;
    if (now.attempts >= attempts && end.state === 'pending') return;
    const { dueAt: _due, error: _error, ...kept } = delivery;
    await deliveries.replace({ ...kept, attempts: Math.max(attempts, now.attempts), ...end });
  }
}

function levelsOf(change: Change<unknown>) {
  const alert = alertAggregate.state.parse(change.after);
  const before = change.before === null ? undefined : alertAggregate.state.parse(change.before);
  return { alert, from: before?.level ?? ('ok' as const) };
}

/** Doubles, to an hour, give or take a quarter: those that failed together do not come again together. */
function waitAfter(attempts: number): number {
  const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(wait * (0.75 + Math.random() * 0.5));
}
