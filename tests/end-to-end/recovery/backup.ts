import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Installation } from './installation.ts';

const run = promisify(execFile);

/** The command of docs/how-to/back-up-and-move.md, as it stands there. */
const EXPORT = `printf '{"passphrase":"%s"}' "$(cat export-passphrase)" |
  curl -sf --data-binary @- -H 'Content-Type: application/json' \\
    -H "Authorization: Bearer $(cat admin-key)" -o running.export "$API/v1/export"`;

const verifiedSchema = z.object({
  entries: z.number(),
  blocks: z.number(),
  unsealed: z.number(),
  findings: z.number(),
  heads: z.number(),
});
export type Verified = z.infer<typeof verifiedSchema>;

/** What is kept elsewhere: the export, its passphrase, the sealing key, and the heads. */
export class Vault {
  readonly folder: string;
  readonly passphraseFile: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.passphraseFile = join(folder, 'export-passphrase');
  }

  static async make(folder: string): Promise<Vault> {
    await mkdir(folder, { recursive: true });
    const vault = new Vault(folder);
    await writeFile(vault.passphraseFile, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    return vault;
  }

  get exportFile(): string {
    return join(this.folder, 'running.export');
  }

  get headsFile(): string {
    return join(this.folder, 'usage-heads.jsonl');
  }

  /** Whether anything of it was sealed yet. */
  hasHeads(installation: Installation): boolean {
    return existsSync(headsOf(installation));
  }

  /** Takes a backup of what runs, and looks whether it is good: answers the seconds of both. */
  async take(from: Installation): Promise<{ readonly export: number; readonly check: number }> {
    await copyFile(from.keyFile, join(this.folder, 'admin-key'));
    const env = { ...process.env, API: from.address };
    const began = performance.now();
    await run('sh', ['-c', EXPORT], { cwd: this.folder, env });
    const exported = performance.now();
    await copyFile(join(from.dataFolder, 'sealing-key.pem'), join(this.folder, 'sealing-key.pem'));
    if (this.hasHeads(from)) await copyFile(headsOf(from), this.headsFile);
    await from.tenantry('import', '--check', '--from', this.exportFile);
    const checked = performance.now();
    // What a schedule runs; it reads what it wrote by itself.
    const exports = join(this.folder, 'exports');
    await mkdir(exports, { recursive: true });
    await from.tenantry('backup', '--ask', from.address, '--key-file', from.keyFile, '--into', exports);
    return { export: seconds(exported - began), check: seconds(checked - exported) };
  }

  /** Steps of docs/how-to/recover-from-a-disaster.md, "The store": answers the seconds of each. */
  async restoreInto(to: Installation): Promise<{ readonly import: number; readonly verify: number }> {
    await mkdir(to.dataFolder, { recursive: true });
    await copyFile(join(this.folder, 'sealing-key.pem'), join(to.dataFolder, 'sealing-key.pem'));
    const began = performance.now();
    await to.tenantry('import', '--from', this.exportFile);
    const imported = performance.now();
    await this.verify(to);
    return { import: seconds(imported - began), verify: seconds(performance.now() - imported) };
  }

  /** Against the heads that lay elsewhere, where there are any yet. @throws what was found */
  async verify(installation: Installation): Promise<Verified> {
    const heads = existsSync(this.headsFile) ? ['--heads', this.headsFile] : [];
    return verifiedSchema.parse(JSON.parse(await installation.tenantry('verify', ...heads)));
  }
}

function headsOf({ dataFolder }: Installation): string {
  return join(dataFolder, 'usage-heads.jsonl');
}

export function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
