import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  CONFIG_PREFIX,
  configSchema,
  FILE_SUFFIX,
  isSecretEntry,
} from '../../../control-plane/src/config.ts';
import { resolveCompose } from '../../../scripts/dev/compose/resolve-compose.ts';
import { combinationName, manifestVariables } from '../../../scripts/packaging/compose-files.ts';
import {
  configOf,
  type RenderedProject,
  renderCompose,
  SAMPLE_VALUES,
} from '../../../scripts/packaging/render-compose.ts';
import { combinations, manifests, version } from './manifests.test-support.ts';

const MIB = 1024 * 1024;
let compose = '';

beforeAll(async () => {
  compose = (await resolveCompose()).path;
});

describe('Compose takes', () => {
  test.each(combinations.map(combination => [combinationName(combination), combination] as const))(
    '%s',
    async (_, combination) => {
      await configOf(combination, { compose, version }, '--quiet');
    },
  );
});

test('what Compose takes has passed its schema: a key that is not in it is refused', async () => {
  const input = 'services: { x: { image: a, read_onyl: true } }';
  await expect(execa({ input })`${compose} --file - config --quiet`).rejects.toThrow('additional properties');
});

describe.each(manifests.map(manifest => [manifest.tier, manifest] as const))('%s', (_, manifest) => {
  const whole = { manifest, profiles: manifest.profiles.map(({ name }) => name) };
  let project: RenderedProject;

  beforeAll(async () => {
    project = await renderCompose(whole, { compose, version });
  });

  test('the services of the files are those of the manifest, with their image, number and profile', async () => {
    const bare = await renderCompose({ manifest, profiles: [] }, { compose, version });
    const variables = manifestVariables(manifest, version);
    expect(Object.keys(project.services).sort()).toEqual(manifest.services.map(({ name }) => name).sort());
    for (const { name, image, replicas, profile } of manifest.services) {
      expect(project.services[name]?.image, name).toBe(variables.get(image));
      expect(project.services[name]?.deploy?.replicas || 1, name).toBe(replicas);
      expect(Object.keys(bare.services).includes(name), `${name} is started without a profile`).toBe(
        profile === undefined,
      );
    }
  });

  test('the limits of the manifest are set', () => {
    for (const { service, cpus, memoryMiB, pids } of manifest.limits)
      expect(project.services[service]?.deploy?.resources?.limits, service).toEqual({
        cpus,
        memory: memoryMiB * MIB,
        pids,
      });
  });

  test('each secret goes to the services of the manifest, and to no other', () => {
    expect(Object.keys(project.secrets).sort()).toEqual(manifest.secrets.map(({ name }) => name).sort());
    for (const { name, consumer } of manifest.secrets) {
      const given = Object.entries(project.services)
        .filter(([, service]) => service.secrets.some(secret => secret.source === name))
        .map(([service]) => service);
      expect(given.sort(), name).toEqual([...consumer].sort());
    }
  });

  test('the ports are those of the manifest', () => {
    const published = Object.entries(project.services).flatMap(([service, { ports }]) =>
      ports.map(port => `${service} ${port.host_ip}:${port.published}`),
    );
    expect(published.sort()).toEqual(
      manifest.ports
        .map(port => `${port.service} ${SAMPLE_VALUES[port.bind] ?? port.bind}:${port.default}`)
        .sort(),
    );
  });

  test('data are kept in the folders of the manifest, each of them in one service and its backup', () => {
    const data = `${SAMPLE_VALUES['TENANTRY_DATA_DIR']}/`;
    const mounted = Object.values(project.services)
      .flatMap(service => service.volumes.map(({ source = '' }) => source))
      .filter(source => source.startsWith(data))
      .map(source => source.slice(data.length));
    expect([...new Set(mounted)].sort()).toEqual(manifest.directories.map(({ path }) => path).sort());
  });

  test('every variable that the control plane is given is one of its configuration, and a file is a secret’s', () => {
    const image = project.services['control-plane']?.image;
    const known = new Map(Object.entries(configSchema.shape));
    for (const service of Object.values(project.services).filter(other => other.image === image)) {
      for (const variable of Object.keys(service.environment)) {
        const isFile = variable.endsWith(FILE_SUFFIX);
        const entry = known.get(variable.slice(CONFIG_PREFIX.length).replace(/_FILE$/, ''));
        expect(variable.startsWith(CONFIG_PREFIX) && entry !== undefined, `${variable} is known`).toBe(true);
        expect(entry !== undefined && isSecretEntry(entry), `${variable} is a secret’s`).toBe(isFile);
      }
    }
  });

  test('Compose refuses to start without any one of what is required, and names it', async () => {
    const required = manifest.variables.filter(variable => variable.required).map(({ name }) => name);
    for (const name of [...required, ...manifest.ports.map(port => port.variable)]) {
      const refused = configOf(whole, { compose, version, variables: { [name]: undefined } }, '--quiet');
      await expect(refused, name).rejects.toThrow(`required variable ${name} is missing`);
    }
  });
});
