import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unlessMissing } from '../unless-missing.ts';
import { FROZEN, HEAD } from './places.ts';

/** Writes a file so that after a crash there is the old one or the new one, whole. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const staged = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(staged, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(staged, path);
  } finally {
    await rm(staged, { force: true });
  }
  await syncFolder(dirname(path));
}

/** Removes what a replacement that was killed has left. Whoever calls this holds the lock: nobody else writes. */
export async function removeStaged(root: string): Promise<void> {
  for (const folder of [dirname(HEAD), FROZEN]) {
    const names = await readdir(join(root, folder)).catch(unlessMissing);
    for (const name of (names ?? []).filter(one => /\.json\.\d+\.tmp$/.test(one)))
      await rm(join(root, folder, name));
  }
}

/** Adds to the end of a file in one write, and answers when it is on the disk. */
export async function appendDurably(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a');
  try {
    await file.appendFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** A new name is on the disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
