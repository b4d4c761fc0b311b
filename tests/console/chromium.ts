import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where a Chromium is, by platform, the most particular first. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
};

/** @throws Error that says what to install, or to set */
function chromiumPath(): string {
  const given = process.env['CHROMIUM_PATH'];
  const places = given === undefined || given === '' ? (PLACES[process.platform] ?? []) : [given];
  const found = places.find(isProgram);
  if (found !== undefined) return found;
  throw new Error(
    `there is no Chromium at ${places.join(', ') || 'any known place'}: install it ` +
      '(Debian: apt-get install chromium; macOS: Google Chrome), or set CHROMIUM_PATH to its program',
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    // Within a container there is no user namespace for its sandbox; what it opens is ours alone.
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-dev-shm-usage',
      '--force-color-profile=srgb',
    ],
  });
}
