/** Makes what the programs may do in a cluster out of what they ask for. The chart holds copies of it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { OPERATOR_SERVICE_ACCOUNT } from '../../../contracts/src/tenancy/names.ts';
import { CONTROL_PLANE_SERVICE_ACCOUNT, controlPlaneNeeds } from './control-plane-needs.ts';
import { operatorNeeds } from './operator-needs.ts';
import { roleFile } from './role-file.ts';

const COMMAND = 'npm run generate';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (values.out === undefined)
  throw new Error('usage: node scripts/charts/rights/generate.ts --out <repository root>');
const files = {
  'operator/manifests/rbac/operator.yaml': roleFile(OPERATOR_SERVICE_ACCOUNT, operatorNeeds(), COMMAND),
  'control-plane/manifests/cluster-access.yaml': roleFile(
    CONTROL_PLANE_SERVICE_ACCOUNT,
    [controlPlaneNeeds()],
    COMMAND,
  ),
};
for (const [path, content] of Object.entries(files)) {
  const target = join(values.out, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}
