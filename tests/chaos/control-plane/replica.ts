/**
 * A replica of the control plane: the real one, started by its own start function, on a store and a cluster whose
 * writes pass a gate. Its parent says when it is to start and at which failpoint it is to end. It ends with its
 * parent, too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { RecordingProvisioner } from '../../../control-plane/src/cluster/recording-provisioner.ts';
import { parseConfig } from '../../../control-plane/src/config.ts';
import { startControlPlane } from '../../../control-plane/src/control-plane.ts';
import { createLogger } from '../../../control-plane/src/logger.ts';
import { openStore } from '../../../control-plane/src/storage/open-store.ts';
import { LOCAL_CLUSTER } from '../../../control-plane/src/tenants/clusters.ts';
import { type Gate, gatedProvisioner, gatedStore, type Write } from './door.ts';
import { FailpointIndex, type Moment } from './failpoints.ts';
import { fastClock } from './fast-clock.ts';
import { type Orders, ordersSchema, type Report } from './replica-protocol.ts';

Error.stackTraceLimit = 25;

process.on('disconnect', () => process.exit(0));
process.on('message', message => {
  const orders = ordersSchema.parse(message);
  if (orders.do === 'start') {
    start(orders).catch(error => {
      tell({
        is: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    });
  } else if (orders.do === 'count') {
    tell({ is: 'counted', passes: Object.fromEntries(passes), unregistered: [...unregistered] });
  }
});
tell({ is: 'loaded' });

const passes = new Map<string, number>();
const unregistered = new Set<string>();

async function start(orders: Extract<Orders, { do: 'start' }>): Promise<void> {
  const config = parseConfig(orders.env);
  const clock = fastClock(orders.clock);
  const gate = gateFor(orders);
  const store = gatedStore(await openStore(orders.store), gate);
  const recording = await RecordingProvisioner.open(LOCAL_CLUSTER.name, store, clock);
  const { address } = await startControlPlane({
    config,
    store,
    logger: createLogger({ level: 'warn' }),
    instead: {
      clock,
      pace: orders.pace,
      ...(orders.usage && { usage: orders.usage }),
      clusters: {
        places: [LOCAL_CLUSTER],
        provisioners: new Map([[LOCAL_CLUSTER.name, gatedProvisioner(recording, gate)]]),
      },
    },
  });
  tell({ is: 'listening', address });
}

function gateFor({ points, fail, slow }: Extract<Orders, { do: 'start' }>): Gate {
  const index = new FailpointIndex(points);
  let held = slow?.times ?? 0;
  const pass = (write: Write, moment: Moment): void => {
    const { target, operation, from } = write;
    const point = from && index.find(from, target, operation);
    if (point === undefined) {
      unregistered.add(
        `${target}.${operation} at ${from ? `${from.file}:${from.line}:${from.column}` : 'nowhere'}`,
      );
      return;
    }
    const name = `${point.name} ${moment}`;
    const nth = (passes.get(name) ?? 0) + 1;
    passes.set(name, nth);
    if (fail?.point === name && fail.nth === nth) process.kill(process.pid, fail.signal);
  };
  return {
    async before(write) {
      if (slow !== undefined && held > 0 && write.target === slow.target && write.operation === 'insert') {
        held--;
        await sleep(slow.milliseconds);
      }
      pass(write, 'before');
    },
    after: write => pass(write, 'after'),
  };
}

function tell(report: Report): void {
  process.send?.(report);
}
