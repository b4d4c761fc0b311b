/**
 * Imports all that the operator imports and does nothing with it: its peak of resident memory is what
 * the code alone costs. Prints that in bytes.
 */
import { readFile } from 'node:fs/promises';
import '../src/config.ts';
import '../src/operator.ts';
import '../src/runtime/client/kube-config.ts';
import '../src/runtime/logger.ts';

const status = await readFile('/proc/self/status', 'utf8');
process.stdout.write(`${Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024}\n`);
