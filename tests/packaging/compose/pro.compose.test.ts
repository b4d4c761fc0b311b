import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Api } from '../../drivers/control-plane-api.ts';
import { liveADay, usedComesTo } from './day.test-support.ts';
import { Installation } from './installation.test-support.ts';
import { manifestOf } from './manifests.test-support.ts';
import { leftOut, mongodbIsStandIn, proThirdParties } from './stand-ins/third-parties.ts';

const PATIENCE_MS = 60_000;
const answerSchema = z.object({ data: z.object({ result: z.array(z.unknown()) }) });
const targetsSchema = z.object({
  data: z.object({ activeTargets: z.array(z.object({ scrapePool: z.string(), health: z.string() })) }),
});
const rulesSchema = z.object({ data: z.object({ groups: z.array(z.object({ name: z.string() })) }) });

describe('the pro tier runs, with stand-ins and without Grafana unless its images are to be real', () => {
  let installation: Installation;
  let api: Api;
  let tenantId = '';

  const prometheus = async <T>(schema: z.ZodType<T>, path: string) =>
    schema.parse(await (await fetch(`${installation.address('TENANTRY_PROMETHEUS_PORT')}${path}`)).json());

  beforeAll(async () => {
    installation = await Installation.make(manifestOf('pro'), {
      profiles: ['backup'],
      variables: await proThirdParties(process.env['DOCKER_HOST']),
      ...(mongodbIsStandIn() && { secrets: { 'store-url': 'mongodb://mongodb:27017/tenantry' } }),
    });
    api = new Api(installation.address('TENANTRY_PORT'), installation.secret('bootstrap-key'));
    // A variable that the Compose files do not name.
    await appendFile(
      join(installation.folder, 'control-plane.env'),
      'TENANTRY_OTLP_METRICS_INTERVAL_MS=1000\n',
    );
  });
  afterAll(() => installation.remove());

  test('up --wait ends well', async () => {
    await installation.compose('up', '--wait', '--wait-timeout', '240', ...leftOut());
    const services = await installation.compose('ps', '--format', '{{.Service}} {{.Health}}');
    expect(services.trim().split('\n').sort()).toEqual([
      'collector healthy',
      'control-plane healthy',
      ...(leftOut().length > 0 ? [] : ['grafana healthy']),
      'mongodb healthy',
      'prometheus healthy',
    ]);
  });

  test('a customer comes, uses something, and reads it back', async () => {
    tenantId = await liveADay(api, 'sample-compose', 42);
  });

  test('Prometheus finds the control plane and the collector, and judges our rules', async () => {
    const targets = async () => {
      const { activeTargets } = (await prometheus(targetsSchema, '/api/v1/targets')).data;
      return activeTargets.map(({ scrapePool, health }) => `${scrapePool} ${health}`).sort();
    };
    await expect
      .poll(targets, { timeout: PATIENCE_MS, interval: 500 })
      .toEqual(['collector up', 'prometheus up', 'tenantry-control-plane up']);
    const { groups } = (await prometheus(rulesSchema, '/api/v1/rules')).data;
    expect(groups.map(({ name }) => name)).toContain('tenantry-control-plane');
  });

  test('what the control plane sends by OTLP comes to Prometheus through the collector', async () => {
    const query = '/api/v1/query?query=tenantry_ingestion_events_total';
    const series = async () => (await prometheus(answerSchema, query)).data.result;
    await expect.poll(series, { timeout: PATIENCE_MS, interval: 500 }).not.toEqual([]);
  });

  test('MongoDB and the collector are on networks alone that have no way out of the machine', async () => {
    const isInternal = async (service: string) => {
      const id = (await installation.compose('ps', '--quiet', service)).trim();
      const format = '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}';
      const networks = (await installation.engine('inspect', '--format', format, id)).trim().split(' ');
      const shown = await installation.engine('network', 'inspect', '--format', '{{.Internal}}', ...networks);
      return shown.trim().split('\n');
    };
    expect(await isInternal('mongodb')).toEqual(['true']);
    expect(await isInternal('collector')).toEqual(['true']);
    expect(await isInternal('control-plane')).toContain('false');
  });

  test('a backup is written while the control plane serves', async () => {
    const job = ['run', '--rm', '--no-deps', '-T', 'backup'];
    await installation.compose(...job, 'export', '--to', '/backups/a.export');
    await installation.compose(...job, 'import', '--check', '--from', '/backups/a.export');
  });

  test('down and up again loses nothing', async () => {
    await installation.compose('down');
    await installation.compose('up', '--wait', '--wait-timeout', '240', ...leftOut());
    await usedComesTo(api, tenantId, 42);
  });
});
