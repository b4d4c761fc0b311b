import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { BSON } from 'mongodb';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;

type Answer = Readonly<Record<string, unknown>>;

const HELLO: Answer = {
  ismaster: true,
  helloOk: true,
  minWireVersion: 0,
  maxWireVersion: 21,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  readOnly: false,
  ok: 1,
};

/**
 * A server that speaks just enough of the MongoDB protocol to answer inserts as it is told: for the answers that no
 * server gives when asked to.
 */
export async function startAnsweringServer(insert: () => Answer): Promise<{ url: string; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    let pending = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', data => {
      pending = Buffer.concat([pending, data]);
      while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
        const length = pending.readInt32LE(0);
        socket.write(respond(pending.subarray(0, length), insert));
        pending = pending.subarray(length);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  return {
    url: `mongodb://127.0.0.1:${address.port}`,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function respond(message: Buffer, insert: () => Answer): Buffer {
  const requestId = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === OP_QUERY) {
    // Flags, cursor, start, and one document.
    const prefix = Buffer.alloc(20);
    prefix.writeInt32LE(1, 16);
    return framed(OP_REPLY, requestId, Buffer.concat([prefix, BSON.serialize(HELLO)]));
  }
  const body = HEADER + 4 + 1;
  const command = BSON.deserialize(message.subarray(body, body + message.readInt32LE(body)));
  const [name = ''] = Object.keys(command);
  const answers: Record<string, () => Answer> = { hello: () => HELLO, ismaster: () => HELLO, insert };
  const answer = answers[name]?.() ?? { ok: 1, n: 1, nModified: 1 };
  return framed(OP_MSG, requestId, Buffer.concat([Buffer.alloc(5), BSON.serialize(answer)]));
}

function framed(operation: number, responseTo: number, body: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + body.length, 0);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(operation, 12);
  return Buffer.concat([header, body]);
}
