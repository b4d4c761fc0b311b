/** npm run release -- <step>: a step of a release. Without a step, it lists them. */
import { productVersion } from '../packaging/read-manifests.ts';
import { recordRelease } from './record.ts';
import { ROOT } from './root.ts';
import { otherVersions, setVersion } from './version.ts';

const [step, ...args] = process.argv.slice(2);
if (step === 'version' && args[0] !== undefined) {
  for (const path of await setVersion(ROOT, args[0])) console.log(path);
} else if (step === 'version') {
  const others = await otherVersions(ROOT, await productVersion(ROOT));
  for (const other of others) console.log(other);
  process.exitCode = others.length === 0 ? 0 : 1;
} else if (step === 'record' && args[0] !== undefined) {
  console.log(JSON.stringify(await recordRelease(ROOT, args[0])));
}
