import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundledPackage } from './bundled-packages.ts';

const TEXTS = /^(licen[cs]e|copying|notice)/i;
const RULE = '='.repeat(80);

/** The licences and notices of everything of others in an image, as their licences ask for. */
export async function thirdPartyLicenses(packages: readonly BundledPackage[]): Promise<string> {
  const parts = await Promise.all(packages.map(licenseOf));
  return [`Tenantry contains parts of ${packages.length} packages of others.`, '', ...parts].join('\n');
}

async function licenseOf({ name, version, license, folder }: BundledPackage): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries
    .filter(entry => entry.isFile() && TEXTS.test(entry.name))
    .map(entry => entry.name)
    .toSorted();
  const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')));
  const said =
    texts.length > 0
      ? texts.map(text => text.trim()).join('\n\n')
      : 'Its package holds no text of the licence.';
  return `${RULE}\n${name} ${version}\n${license}\n${RULE}\n\n${said}\n`;
}
