import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { SmtpSettings } from './smtp.ts';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the wire. */
  readonly raw: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly user: string | undefined;
}

/** What the server is to answer: nothing to take it, a code and text to refuse. */
export interface Refusal {
  readonly code: number;
  readonly text: string;
}

/** A real SMTP server on loopback. */
export class TestMailServer implements AsyncDisposable {
  readonly received: ReceivedMail[] = [];
  readonly settings: SmtpSettings;
  readonly #server: SMTPServer;
  /** Of the sender, of the recipient, and of the message. */
  senderRefusal: (() => Refusal | undefined) | undefined;
  recipientRefusal: ((address: string) => Refusal | undefined) | undefined;
  messageRefusal: (() => Refusal | undefined) | undefined;
  connections = 0;

  private constructor(make: (test: TestMailServer) => SMTPServer) {
    this.#server = make(this);
    this.settings = { host: '127.0.0.1', port: 0, tls: 'none', from: 'alerts@tenantry.example' };
  }

  static async start(
    options: Omit<SMTPServerOptions, 'onData' | 'onMailFrom' | 'onRcptTo' | 'onConnect'> = {},
    settings: Partial<SmtpSettings> = {},
  ): Promise<TestMailServer> {
    const test = new TestMailServer(
      self =>
        new SMTPServer({
          authOptional: true,
          disabledCommands: ['STARTTLS'],
          ...options,
          onConnect: (_session, done) => {
            self.connections++;
            done();
          },
          onMailFrom: (_address, _session, done) => done(errorOf(self.senderRefusal?.())),
          onRcptTo: ({ address }, _session, done) => done(errorOf(self.recipientRefusal?.(address))),
          onData: (stream, session, done) => {
            const parts: Buffer[] = [];
            stream.on('data', (part: Buffer) => parts.push(part));
            stream.on('end', () => {
              const refusal = self.messageRefusal?.();
              if (refusal) return done(errorOf(refusal));
              const { mailFrom, rcptTo } = session.envelope;
              const raw = Buffer.concat(parts).toString('utf8');
              self.received.push({
                from: mailFrom === false ? '' : mailFrom.address,
                to: rcptTo.map(({ address }) => address),
                raw,
                headers: headersOf(raw),
                user: session.user,
              });
              return done();
            });
          },
        }),
    );
    // Clients break off as they like.
    test.#server.on('error', () => undefined);
    const listening = test.#server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const address = listening.address();
    if (address === null || typeof address === 'string') throw new Error('listens on no port');
    Object.assign(test.settings, { port: address.port, ...settings });
    return test;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }
}

function errorOf(refusal: Refusal | undefined): Error | null {
  return refusal === undefined
    ? null
    : Object.assign(new Error(refusal.text), { responseCode: refusal.code });
}

/** Names in lower case; lines that were folded are one. */
function headersOf(raw: string): ReadonlyMap<string, string> {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map(line => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
