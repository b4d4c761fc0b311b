import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { ROOT } from '../root.ts';

const PROGRAM = fileURLToPath(new URL('./console-build-process.ts', import.meta.url));
const modulesSchema = z.array(z.string());

/**
 * Builds the console into a folder; answers the modules that it is made of, as absolute paths. In a process of its
 * own: what vite and its plugins find in the environment, of tests say, would make another console.
 */
export async function buildConsole(folder: string): Promise<string[]> {
  const env = {
    NODE_ENV: 'production',
    VITEST: undefined,
    VITE_USER_NODE_ENV: undefined,
    TENANTRY_URL: undefined,
  };
  const { stdout } = await execa({
    cwd: ROOT,
    env,
    stderr: 'inherit',
  })`${process.execPath} ${PROGRAM} ${folder}`;
  return modulesSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
