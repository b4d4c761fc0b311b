import { isIP } from 'node:net';
import type { MailError } from '@tenantry/contracts/commercial/alert-mail';
import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import { OutgoingRefused } from '../outgoing/guard.ts';
import type { Secret } from '../secret.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit' | 'none';
  readonly from: string;
  readonly signIn?: { readonly user: string; readonly password: Secret };
}

/** What goes out, whole. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** With its angle brackets. Two letters with one are the same, sent twice. */
  readonly messageId: string;
  /** Message-ID of the thread that it belongs to. */
  readonly thread?: string;
}

/** `refused`: never again. `later`: try again. `error` says why, in a word. */
export type Outcome =
  | { readonly is: 'sent' }
  | { readonly is: 'later' | 'refused'; readonly error: MailError };

/** A connection that is used for some letters. */
export interface MailSession {
  send(letter: Letter): Promise<Outcome>;
  close(): void;
}

/** Where letters go. */
export interface MailServer {
  readonly from: string;
  open(): Promise<MailSession>;
}

interface Guard {
  resolve(host: string): Promise<{ readonly address: string }>;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
const CONNECTIONS = 2;

/** A mail server. Its address is asked of the guard for every session, and connected to as it was checked. */
export class SmtpServer implements MailServer {
  readonly #settings: SmtpSettings;
  readonly #guard: Guard;
  readonly #logger: Logger;

  constructor(settings: SmtpSettings, guard: Guard, logger: Logger) {
    this.#settings = settings;
    this.#guard = guard;
    this.#logger = logger;
  }

  get from(): string {
    return this.#settings.from;
  }

  async open(): Promise<MailSession> {
    const { host } = this.#settings;
    const found = await this.#guard.resolve(host).catch((error: unknown) => {
      if (error instanceof OutgoingRefused) return undefined;
      throw error;
    });
    if (found === undefined) {
      // What it was is in the guard's log.
      return { send: async () => ({ is: 'later', error: 'not_allowed' }), close: () => undefined };
    }
    const transport = this.#transport(found.address);
    return {
      send: letter => this.#send(transport, letter),
      close: () => transport.close(),
    };
  }

  #transport(address: string): Transporter {
    const { host, port, tls, from, signIn } = this.#settings;
    return createTransport(
      {
        pool: true,
        maxConnections: CONNECTIONS,
        host: address,
        port,
        secure: tls === 'implicit',
        requireTLS: tls === 'starttls',
        ignoreTLS: tls === 'none',
        // Who is asked for its certificate is the name, whatever address was found for it.
        tls: { minVersion: 'TLSv1.2', ...(isIP(host) === 0 && { servername: host }) },
        ...(signIn && { auth: { user: signIn.user, pass: signIn.password.reveal() } }),
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: SILENCE_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from },
    );
  }

  async #send(transport: Transporter, letter: Letter): Promise<Outcome> {
    const { thread, ...message } = letter;
    // The library takes a list where it finds commas: what is no one address goes nowhere.
    if (!isOneAddress(letter.to)) return { is: 'refused', error: 'recipient_refused' };
    try {
      await transport.sendMail({
        ...message,
        ...(thread !== undefined && { inReplyTo: thread, references: thread }),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      return { is: 'sent' };
    } catch (error) {
      const outcome = outcomeOf(error);
      this.#logger.warn(
        { outcome, ...answerIn(error), messageId: letter.messageId },
        'an e-mail was not taken',
      );
      return outcome;
    }
  }
}

function isOneAddress(text: string): boolean {
  return z.email().safeParse(text).success;
}

/** After a failure of the server or the way to it, the next letter would fare no better. */
export function isOfServer(outcome: Outcome): boolean {
  return (
    outcome.is === 'later' &&
    ['unreachable', 'not_allowed', 'tls', 'sign_in', 'sender_refused', 'timeout'].includes(outcome.error)
  );
}

const wordSchema = z
  .string()
  .regex(/^[A-Z_]+(?: [A-Z\d_-]+)?$/)
  .max(64)
  .optional()
  .catch(undefined);
const answerSchema = z
  .object({
    code: wordSchema,
    /** Of the network or of TLS, below `code`. */
    originalCode: wordSchema,
    command: wordSchema,
    responseCode: z.int().optional().catch(undefined),
  })
  .catch({});

/** What the log is told of a failure: words and numbers only. The server's text and the rest of it name addresses. */
function answerIn(error: unknown): z.infer<typeof answerSchema> {
  return answerSchema.parse(error);
}

/** RFC 3463: 5.1.7 and 5.1.8 are about the sender's address, 5.7 about what the server allows. */
const OF_SENDER = /^\d{3}[ -]5\.(?:1\.[78]|7\.\d{1,3})\b/;
/** RFC 4954: they ask for another way to sign in. */
const SIGN_IN_FIRST: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/**
 * Of a 5xx. Only that about the recipient is final. Many servers answer what they have against a sender, or against
 * whom they relay for, to RCPT TO or DATA: mended in the settings, the same letter is taken.
 */
function refusalIn(error: unknown, responseCode: number): Outcome {
  const { command, response } = Object(error);
  const isOfSender =
    command === 'MAIL FROM' || SIGN_IN_FIRST.has(responseCode) || OF_SENDER.test(String(response));
  if (isOfSender) return { is: 'later', error: 'sender_refused' };
  if (command === 'RCPT TO') return { is: 'refused', error: 'recipient_refused' };
  return { is: 'later', error: 'message_refused' };
}

function outcomeOf(error: unknown): Outcome {
  const { code, responseCode } = Object(error);
  switch (code) {
    case 'EENVELOPE':
    case 'EMESSAGE':
      return typeof responseCode === 'number' && responseCode >= 500
        ? refusalIn(error, responseCode)
        : { is: 'later', error: 'try_later' };
    case 'EAUTH':
    case 'ENOAUTH':
      return { is: 'later', error: 'sign_in' };
    case 'ETLS':
    case 'EREQUIRETLS':
      return { is: 'later', error: 'tls' };
    case 'ETIMEDOUT':
      return { is: 'later', error: 'timeout' };
    case 'ECONNECTION':
    case 'ESOCKET':
    case 'EDNS':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPROTOCOL':
      return { is: 'later', error: isCertificate(error) ? 'tls' : 'unreachable' };
    default:
      return { is: 'later', error: isCertificate(error) ? 'tls' : 'other' };
  }
}

function isCertificate(error: unknown): boolean {
  return error instanceof Error && /certificate|self.signed|TLS|SSL|altnames/i.test(error.message);
}
