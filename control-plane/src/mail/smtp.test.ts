import 'reflect-metadata';
import { Writable } from 'node:stream';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import * as x509 from '@peculiar/x509';
import { afterEach, describe, expect, test } from 'vitest';
import { createLogger, silentLogger } from '../logger.ts';
import { OutgoingGuard } from '../outgoing/guard.ts';
import { Secret } from '../secret.ts';
import { TestMailServer } from './mail-server.test-support.ts';
import { type Outcome, SmtpServer, type SmtpSettings } from './smtp.ts';

const NAME = 'mail.example.com';
const LETTER = {
  to: 'cs@example.com',
  subject: 'Sample',
  text: 'text',
  html: '<p>text</p>',
  messageId: '<1@tenantry.example>',
};
const trusted = getCACertificates('default');
afterEach(() => setDefaultCACertificates(trusted));

/** The name of the server is looked up once, and says that it is on loopback. */
const guard = new OutgoingGuard({
  allow: ['127.0.0.0/8'],
  lookup: async () => [{ address: '127.0.0.1', family: 4 }],
});

async function sendTo(settings: SmtpSettings): Promise<Outcome> {
  const session = await new SmtpServer(settings, guard, silentLogger).open();
  try {
    return await session.send(LETTER);
  } finally {
    session.close();
  }
}

/** A certificate that signs itself, for a name. */
async function certificateFor(name: string): Promise<{ key: string; cert: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), cert: certificate.toString('pem') };
}

const signIn = { user: 'sample', password: new Secret('correct horse') };

describe('a mail server', () => {
  test.each(['starttls', 'implicit'] as const)(
    'is reached at the address that was checked, and asked for the certificate of its name: %s',
    async tls => {
      const certificate = await certificateFor(NAME);
      setDefaultCACertificates([...trusted, certificate.cert]);
      const users: (string | undefined)[] = [];
      await using server = await TestMailServer.start(
        {
          ...certificate,
          secure: tls === 'implicit',
          disabledCommands: [],
          authOptional: false,
          onAuth: ({ username, password }, _session, done) => {
            users.push(username);
            if (password === 'correct horse') done(null, { user: username });
            else done(new Error('no'));
          },
        },
        { host: NAME, tls, signIn },
      );
      expect(await sendTo(server.settings)).toEqual({ is: 'sent' });
      expect(server.received).toMatchObject([{ to: ['cs@example.com'], user: 'sample' }]);
      const wrong = { user: 'sample', password: new Secret('wrong') };
      expect(await sendTo({ ...server.settings, signIn: wrong })).toEqual({ is: 'later', error: 'sign_in' });
      expect(users).toEqual(['sample', 'sample']);
    },
  );

  test('with a certificate of another name, or of nobody that is trusted, is told nothing', async () => {
    const certificate = await certificateFor('another.example.com');
    await using server = await TestMailServer.start(
      {
        ...certificate,
        disabledCommands: [],
        authOptional: true,
        onAuth: (_auth, _session, done) => done(null, { user: 'x' }),
      },
      { host: NAME, tls: 'starttls', signIn },
    );
    expect(await sendTo(server.settings)).toEqual({ is: 'later', error: 'tls' });
    setDefaultCACertificates([...trusted, certificate.cert]);
    expect(await sendTo(server.settings)).toEqual({ is: 'later', error: 'tls' });
    expect(server.received).toEqual([]);
  });

  test('that offers no TLS is told no password and no letter, where TLS was demanded', async () => {
    let asked = 0;
    await using server = await TestMailServer.start(
      {
        onAuth: (_auth, _session, done) => {
          asked++;
          done(null, { user: 'x' });
        },
      },
      { host: NAME, tls: 'starttls', signIn },
    );
    expect(await sendTo(server.settings)).toEqual({ is: 'later', error: 'tls' });
    expect([asked, server.received]).toEqual([0, []]);
  });

  test('that is not there, or is no mail server, is unreachable in a word', async () => {
    const gone = await TestMailServer.start();
    await gone[Symbol.asyncDispose]();
    expect(await sendTo(gone.settings)).toEqual({ is: 'later', error: 'unreachable' });
  });

  test('that refuses somebody leaves a code in the log, and no address', async () => {
    await using server = await TestMailServer.start();
    const lines: string[] = [];
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    server.recipientRefusal = address => ({ code: 550, text: `<${address}>: no such person` });
    const session = await new SmtpServer(server.settings, guard, createLogger({ destination })).open();
    expect(await session.send(LETTER)).toEqual({ is: 'refused', error: 'recipient_refused' });
    session.close();
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 },
    ]);
    expect(lines.join('')).not.toContain('cs@');
  });

  test('cannot be made to send to others by what stands in a letter', async () => {
    await using server = await TestMailServer.start();
    const session = await new SmtpServer(server.settings, guard, silentLogger).open();
    await session.send({ ...LETTER, subject: 'a\r\nBcc: x@evil.example\r\n\r\nhello' });
    const list = await session.send({ ...LETTER, to: 'a@example.com,b@example.com' });
    session.close();
    expect(server.received[0]?.to).toEqual(['cs@example.com']);
    expect(server.received[0]?.headers.has('bcc')).toBe(false);
    expect(list).toEqual({ is: 'refused', error: 'recipient_refused' });
    expect(server.received).toHaveLength(1);
  });
});
