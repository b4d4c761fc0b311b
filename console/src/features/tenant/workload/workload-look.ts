import type { IconName } from '../../../shared/ui/icons.ts';
import type { Tone } from '../../../shared/ui/tone.ts';
import type { Workload } from '../data/types.ts';

/** How a workload is, in one word. Silence of the cluster, and there being none, are not the same as being unwell. */
export type WorkloadWord =
  | 'recorded'
  | 'absent'
  | 'stale'
  | 'stopped'
  | 'serves'
  | 'faulty'
  | 'down'
  | 'settling'
  | 'unknown';

export const WORKLOAD_LOOKS: Readonly<
  Record<WorkloadWord, { readonly tone: Tone; readonly icon: IconName }>
> = {
  recorded: { tone: 'unknown', icon: 'info' },
  absent: { tone: 'unknown', icon: 'question' },
  stale: { tone: 'unknown', icon: 'clock' },
  stopped: { tone: 'watch', icon: 'pause' },
  serves: { tone: 'good', icon: 'check' },
  faulty: { tone: 'watch', icon: 'warning' },
  down: { tone: 'bad', icon: 'alarm' },
  settling: { tone: 'info', icon: 'clock' },
  unknown: { tone: 'unknown', icon: 'question' },
};

type Seen = Pick<Workload, 'provisioner' | 'found' | 'stale' | 'suspended' | 'available' | 'ready'>;

export function workloadWord({ provisioner, found, stale, suspended, available, ready }: Seen): WorkloadWord {
  if (provisioner === 'recording') return 'recorded';
  // What was heard last may be past: it is shown below, and is no statement about now.
  if (stale) return 'stale';
  if (!found) return 'absent';
  if (suspended === 'True') return 'stopped';
  if (available === 'True') return ready === 'False' ? 'faulty' : 'serves';
  if (available === 'False') return 'down';
  return ready === 'False' ? 'settling' : 'unknown';
}
