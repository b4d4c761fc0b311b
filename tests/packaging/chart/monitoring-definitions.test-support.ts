import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';

const MODULE = fileURLToPath(new URL('../../../scripts/dev/servers/prometheus-operator/', import.meta.url));
const PACKAGE = 'github.com/prometheus-operator/prometheus-operator';

/** Files with the definitions of ServiceMonitor and PrometheusRule, of the release that go.mod names. */
export async function monitoringDefinitions(): Promise<readonly string[]> {
  const { stdout } = await execa({
    cwd: MODULE,
    env: { GOFLAGS: '-mod=mod', GOWORK: 'off' },
  })`go mod download -json ${PACKAGE}`;
  const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(stdout));
  return ['servicemonitors', 'prometheusrules'].map(plural =>
    join(Dir, 'example/prometheus-operator-crd', `monitoring.coreos.com_${plural}.yaml`),
  );
}
