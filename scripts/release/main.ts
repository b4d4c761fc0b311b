/** npm run release -- <step>: a step of a release. `npm run release -- help` lists them. */
import { productVersion } from '../packaging/read-manifests.ts';
import { ROOT } from './root.ts';
import { otherVersions, setVersion } from './version.ts';

const [step, ...args] = process.argv.slice(2);
if (step === 'version' && args[0] !== undefined) {
  for (const path of await setVersion(ROOT, args[0])) console.log(path);
} else if (step === 'version') {
  for (const other of await otherVersions(ROOT, await productVersion(ROOT))) console.log(other);
}
