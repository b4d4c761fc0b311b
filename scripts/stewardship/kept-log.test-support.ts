import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { addEntries, type Wanted } from './add.ts';
import type { Code } from './fault.ts';
import { LOG } from './places.ts';
import { type VerifyOptions, verifyLog } from './verify-log.ts';
import { writePage } from './write-page.ts';

/** A line of evidence, ok unless said otherwise. */
export function evidenceText(
  lines: readonly {
    readonly id: string;
    readonly ok?: boolean;
    readonly figures?: object;
    readonly commit?: string;
  }[],
) {
  const whole = lines.map(({ id, ok = true, figures = {}, commit = 'f'.repeat(40) }) => ({
    ...{
      id,
      ok,
      figures,
      shows: `${id} holds`,
      command: `npm run ${id}`,
      seconds: 7.5,
      commit,
    },
  }));
  return `${JSON.stringify({ topic: 'sample', machine: { cores: 2 }, lines: whole }, null, 2)}\n`;
}

/** A repository of its own in a temporary folder, with one release, a log of three entries, and everything committed. */
export async function keptLog(): Promise<KeptLog> {
  const root = await mkdtemp(join(tmpdir(), 'tenantry-stewardship-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const log = new KeptLog(root);
  await log.write('CHANGELOG.md', '# Changelog\n\n## 1.0.0\n\n- The first [thing](a.md) of all.\n');
  await log.write('README.md', '# Sample\n\n## Compared\n\n| this | that |\n|---|---|\n| a | b |\n');
  await log.write('docs/commercial/README.md', '# For sellers\n');
  await log.write('.gitignore', '.tenantry/\n');
  await log.write('releases/releases.json', JSON.stringify({ releases: [release()] }));
  await log.write(
    'docs/evidence/sample.json',
    evidenceText([
      { id: 'fast', figures: { readyMs: 2665 } },
      { id: 'bad', ok: false },
    ]),
  );
  await log.git('init', '--quiet');
  await log.commit('before the log');
  await log.add({ what: 'The first thing of all.', why: 'Somebody asked for it.', kind: 'change' });
  await log.add({
    what: 'What holds, recorded.',
    kind: 'evidence',
    evidence: [{ path: 'docs/evidence/sample.json' }],
  });
  await log.mention('A third entry, about nothing.');
  await log.add({ what: 'A third entry, about nothing.' });
  return log;
}

export function release(stewardship?: { readonly id: string; readonly hash: string }) {
  const archive = { file: 'releases/a.tar.gz', sha256: 'a'.repeat(64) };
  return {
    version: '1.0.0',
    tag: 'v1.0.0',
    commit: 'c'.repeat(40),
    archive,
    ...(stewardship && { stewardship }),
  };
}

export class KeptLog {
  readonly root: string;
  constructor(root: string) {
    this.root = root;
  }

  /** Writes a change into the changelog, as its entry asks for. */
  async mention(...changes: readonly string[]): Promise<void> {
    const changelog = await this.read('CHANGELOG.md');
    await this.write('CHANGELOG.md', `${changelog}${changes.map(change => `- ${change}\n`).join('')}`);
  }

  async head(): Promise<string> {
    return (await this.git('rev-parse', 'HEAD')).trim();
  }

  /** Adds an entry and commits it. */
  async add(wanted: Partial<Wanted>, now = new Date('2026-11-26T12:00:00Z')) {
    const commit = await this.head();
    const whole = {
      kind: 'change',
      version: '1.0.0',
      why: 'For the sake of a test.',
      by: 'maintainers',
      evidence: [],
      what: '',
    } as const;
    await addEntries([{ ...whole, commit, ...wanted }], { root: this.root, now, isDryRun: false });
    await writePage(this.root);
    await this.commit('an entry');
  }

  async commit(message: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '--message', message);
  }

  async git(...args: readonly string[]): Promise<string> {
    const who = [
      '-c',
      'user.name=maintainers',
      '-c',
      'user.email=maintainers@example.org',
      '-c',
      'commit.gpgsign=false',
    ];
    const { stdout } = await execa({ cwd: this.root })`git ${[...who, ...args]}`;
    return stdout;
  }

  /** Lines of the log, without the empty one behind the last. */
  async lines(): Promise<string[]> {
    return (await this.read(LOG)).split('\n').slice(0, -1);
  }

  async writeLines(lines: readonly string[]): Promise<void> {
    await this.write(LOG, lines.map(line => `${line}\n`).join(''));
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), 'utf8');
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  /** Codes of what is wrong, each once. */
  async codes(options?: VerifyOptions): Promise<readonly Code[]> {
    const { faults } = await verifyLog(this.root, options);
    return [...new Set(faults.map(({ code }) => code))];
  }
}
