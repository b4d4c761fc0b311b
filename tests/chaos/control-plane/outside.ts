import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../control-plane/src/clock.ts';
import { TestMailServer } from '../../../control-plane/src/mail/mail-server.test-support.ts';
import {
  type Answering,
  type Receiver,
  startReceiver,
} from '../../../control-plane/src/webhooks/receiver.test-support.ts';

/** What the replicas reach beside the store: receivers of webhooks, and a mail server, all on loopback. */
export interface Outside {
  /** Of the webhook that is told everything. It is down for a moment now and then. */
  readonly everything: Receiver;
  /** Of webhooks that come and go. */
  readonly passing: Receiver;
  /** Answers that it is gone for good. */
  readonly gone: Receiver;
  readonly mail: TestMailServer;
  /** What a replica has to be told of them. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const LOOPBACK = '127.0.0.0/8';
const ONE_IN = 9;

export async function startOutside(): Promise<Outside> {
  const everything = await startReceiver(systemClock, fallible());
  const passing = await startReceiver(systemClock);
  const gone = await startReceiver(systemClock, () => 410);
  const mail = await TestMailServer.start();
  return {
    everything,
    passing,
    gone,
    mail,
    env: {
      TENANTRY_OUTGOING_ALLOW: LOOPBACK,
      TENANTRY_WEBHOOK_KEY: randomBytes(32).toString('hex'),
      TENANTRY_SMTP_HOST: mail.settings.host,
      TENANTRY_SMTP_PORT: String(mail.settings.port),
      TENANTRY_SMTP_TLS: mail.settings.tls,
      TENANTRY_SMTP_FROM: mail.settings.from,
    },
    async stop() {
      await Promise.all([everything, passing, gone, mail].map(one => one[Symbol.asyncDispose]()));
    },
  };
}

/** Refuses one new event in so many, the first time. */
function fallible(): Answering {
  const met = new Set<string>();
  return ({ headers }) => {
    const id = String(headers['webhook-id']);
    const isNew = !met.has(id);
    met.add(id);
    return isNew && met.size % ONE_IN === 0 ? 503 : 200;
  };
}
