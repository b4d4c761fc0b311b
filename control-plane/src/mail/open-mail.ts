import { v7 as uuidv7 } from 'uuid';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { OutgoingGuard } from '../outgoing/guard.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import { attemptsSpec, deliveriesSpec } from './delivery.ts';
import { mailRoutes } from './http.ts';
import { deliveryIntents } from './intents.ts';
import { Mailer } from './mailer.ts';
import { Recipients } from './recipients.ts';
import { type MailServer, type Outcome, SmtpServer, type SmtpSettings } from './smtp.ts';
import { testLetter } from './templates.ts';

const SEND_EVERY = 2_000;
const PRUNE_EVERY = 3_600_000;

export interface MailParts {
  readonly tenants: Tenants;
  readonly guard: Pick<OutgoingGuard, 'resolve'>;
  /** Without it no e-mail is sent. */
  readonly smtp: SmtpSettings | undefined;
  /** Where people find the console. */
  readonly publicUrl?: URL | undefined;
}

export interface OpenMail {
  readonly recipients: Recipients;
  readonly routes: readonly Route[];
  /** Sends what is due now: for tests and commands. */
  sendDue(): Promise<number>;
  /** No letter is begun any more. */
  stop(): void;
}

/** Telling people of alerts by e-mail. Without a server nothing is decided to be sent, and nothing is. */
export async function openMail(context: Context, parts: MailParts): Promise<OpenMail> {
  const { tenants, guard, smtp, publicUrl } = parts;
  const { clock, store, logger } = context;
  const deliveries = await store.collection(deliveriesSpec);
  const attempts = await store.collection(attemptsSpec);
  const contactsOf = (tenantId: string) =>
    tenants.service.load(tenantId).then(
      ({ state }) => state.contacts,
      error => {
        if (error instanceof Problem && error.code === 'not_found') return [];
        throw error;
      },
    );
  const recipients = new Recipients(context, contactsOf);
  const server = smtp && new SmtpServer(smtp, guard, logger);
  const mailer =
    server &&
    new Mailer(context, {
      server,
      deliveries,
      attempts,
      recipients,
      tenantNameOf: tenantId => tenants.roll.get(tenantId)?.displayName,
      publicUrl,
    });
  if (server && mailer) {
    const domain = domainOf(server.from);
    context.addProjection(deliveryIntents({ deliveries, recipients, clock, domain }));
    context.every('send e-mail', SEND_EVERY, () => mailer.sendDue());
    context.every('forget old e-mail', PRUNE_EVERY, () => mailer.prune());
  }
  return {
    recipients,
    routes: mailRoutes({
      deliveries,
      recipients,
      hasTenant: async tenantId => (await tenants.directory.byId(tenantId)) !== undefined,
      from: server?.from,
      sendTest: server && (to => sendTest(server, to, isoTime(clock.now()))),
    }),
    sendDue: async () => mailer?.sendDue() ?? 0,
    stop: () => mailer?.stop(),
  };
}

async function sendTest(server: MailServer, to: string, at: string): Promise<Outcome> {
  const session = await server.open();
  try {
    const messageId = `<test.${uuidv7()}@${domainOf(server.from)}>`;
    return await session.send({ ...testLetter(at), to, messageId });
  } finally {
    session.close();
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
