import { join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from '../../root.ts';

/** The programs that generate files; each takes the folder below which it writes them. */
const GENERATORS = [
  'contracts/generate/main.ts',
  'operator/generate/main.ts',
  'control-plane/generate/main.ts',
  'scripts/install/assemble.ts',
  'scripts/stewardship/generate.ts',
  'scripts/reference/generate.ts',
  'scripts/charts/rights/generate.ts',
  'scripts/diagrams/generate.ts',
  // After the others: the chart holds copies of what they make.
  'scripts/charts/generate.ts',
  // Last: it copies what the others made.
  'scripts/packaging/compile-tiers.ts',
];

/** Runs every generator of the checkout at `root`. Rejects when one fails. */
export async function generateInto(out: string, root: string = ROOT): Promise<void> {
  for (const generator of GENERATORS) {
    await execa({
      cwd: root,
      stdout: 'inherit',
      stderr: 'inherit',
    })`${process.execPath} ${[join(root, generator), '--out', out]}`;
  }
}
