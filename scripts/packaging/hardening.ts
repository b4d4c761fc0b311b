import { type RenderedProject, type RenderedService, SAMPLE_VALUES } from './render-compose.ts';

/** What one service of one combination is held to. */
interface Subject {
  readonly name: string;
  readonly service: RenderedService;
  readonly project: RenderedProject;
  readonly isOneShot: boolean;
}

export interface HardeningLine {
  readonly id: string;
  /** What holds, for people. */
  readonly says: string;
  /** Whether the line asks something of this service at all. */
  readonly concerns?: (subject: Subject) => boolean;
  readonly holds: (subject: Subject) => boolean;
}

const OWNER = `${SAMPLE_VALUES['TENANTRY_UID']}:${SAMPLE_VALUES['TENANTRY_GID']}`;
const BIND = SAMPLE_VALUES['TENANTRY_BIND'];
const HOST_NAMESPACES = ['pid', 'ipc', 'uts', 'userns_mode', 'cgroup'];
/** A variable of such a name holds a secret, or, with `_FILE` at its end, the path of a file with one. */
const SECRET_NAME = /(PASSWORD|SECRET|TOKEN|_KEY|PASSPHRASE|CREDENTIAL|STORE_URL|OTLP_HEADERS)/;
const NAMES_A_FILE = /_FILE$/;

/** What every service is held to, as it comes out of `docker compose config`. */
export const HARDENING: readonly HardeningLine[] = [
  {
    id: 'user',
    says: 'runs as `TENANTRY_UID`:`TENANTRY_GID`, never as root',
    holds: ({ service }) => service.user === OWNER,
  },
  {
    id: 'read-only',
    says: 'the root of its file system is read-only; `/tmp` is memory of a bounded size',
    holds: ({ service }) =>
      service.read_only === true && service.tmpfs.some(mount => /^\/tmp:(.*,)?size=\d/.test(mount)),
  },
  {
    id: 'capabilities',
    says: 'has no capability of the kernel, and is not privileged',
    holds: ({ service }) =>
      service.cap_drop.includes('ALL') && service.cap_add.length === 0 && service.privileged !== true,
  },
  {
    id: 'no-new-privileges',
    says: 'cannot get privileges that it was not started with',
    holds: ({ service }) => service.security_opt.includes('no-new-privileges:true'),
  },
  {
    id: 'own-namespaces',
    says: 'shares no namespace and no device with the machine',
    holds: ({ service }) =>
      HOST_NAMESPACES.every(key => service[key] === undefined) &&
      service['devices'] === undefined &&
      service['network_mode'] !== 'host',
  },
  {
    id: 'no-engine-socket',
    says: 'does not have the socket of the engine',
    holds: ({ service }) =>
      service.volumes.every(({ source = '', target }) => !/(docker|podman|containerd)/.test(source + target)),
  },
  {
    id: 'mounts',
    says: 'writes to its own folder of the installation alone; configuration is read-only',
    holds: ({ service }) =>
      service.volumes.every(
        ({ type, source = '', read_only }) =>
          type === 'bind' &&
          (read_only === true || /^\/installation\/(data\/[a-z0-9-]+|backups)$/.test(source)),
      ),
  },
  { id: 'cpu', says: 'has a limit of CPU', holds: ({ service }) => (limitsOf(service)?.cpus ?? 0) > 0 },
  {
    id: 'memory',
    says: 'has a limit of memory',
    holds: ({ service }) => (limitsOf(service)?.memory ?? 0) > 0,
  },
  {
    id: 'pids',
    says: 'has a limit of processes and threads',
    holds: ({ service }) => (limitsOf(service)?.pids ?? 0) > 0,
  },
  {
    id: 'restart',
    says: 'is started again when it ends; a job is not',
    holds: ({ service, isOneShot }) => service.restart === (isOneShot ? 'no' : 'unless-stopped'),
  },
  {
    id: 'log-rotation',
    says: 'its log is rotated',
    holds: ({ service: { logging } }) =>
      logging?.driver === 'json-file' &&
      /^\d+m$/.test(logging.options['max-size'] ?? '') &&
      Number(logging.options['max-file'] ?? 0) > 1,
  },
  {
    id: 'secrets',
    says: 'gets secrets as files of the installation’s folder, and none in its environment',
    holds: ({ service, project }) =>
      Object.entries(service.environment).every(
        ([name, value]) => !SECRET_NAME.test(name) || NAMES_A_FILE.test(name) || (value ?? '') === '',
      ) &&
      service.secrets.every(
        ({ source }) => project.secrets[source]?.file === `/installation/secrets/${source}`,
      ),
  },
  {
    id: 'ports',
    says: 'is reached on 127.0.0.1 alone; the proxy on `TENANTRY_BIND`',
    holds: ({ name, service }) =>
      service.ports.every(({ host_ip }) => host_ip === (name === 'proxy' ? BIND : '127.0.0.1')),
  },
  {
    id: 'image',
    says: 'its image has a version, or a digest',
    holds: ({ service }) => /(:v?\d+\.\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})$/.test(service.image),
  },
  {
    id: 'health-check',
    says: 'has a health check, by a program of its own image',
    concerns: ({ isOneShot }) => !isOneShot,
    holds: ({ service: { healthcheck } }) =>
      healthcheck !== undefined && healthcheck.disable !== true && healthcheck.test[0] === 'CMD',
  },
  {
    id: 'job',
    says: 'a job is waited for by who needs it, or is started by name alone, so that `up --wait` ends well',
    concerns: ({ isOneShot }) => isOneShot,
    holds: ({ name, service, project }) =>
      service.deploy?.replicas === 0 ||
      service['scale'] === 0 ||
      Object.values(project.services).some(
        other => other.depends_on[name]?.condition === 'service_completed_successfully',
      ),
  },
];

function limitsOf(service: RenderedService) {
  return service.deploy?.resources?.limits;
}

export interface HardeningRow {
  readonly line: HardeningLine;
  /** Of so many services, summed over all combinations. */
  readonly of: number;
  /** Those on which it does not hold: `pro + backup: mongodb`. */
  readonly without: readonly string[];
}

export interface JudgedProject {
  readonly combination: string;
  readonly project: RenderedProject;
  readonly oneShots: readonly string[];
}

/** Every line over every service of every project. */
export function hardeningTable(projects: readonly JudgedProject[]): readonly HardeningRow[] {
  const subjects = projects.flatMap(({ combination, project, oneShots }) =>
    Object.entries(project.services).map(([name, service]) => ({
      combination,
      subject: { name, service, project, isOneShot: oneShots.includes(name) },
    })),
  );
  return HARDENING.map(line => {
    const asked = subjects.filter(({ subject }) => line.concerns?.(subject) ?? true);
    return {
      line,
      of: asked.length,
      without: asked
        .filter(({ subject }) => !line.holds(subject))
        .map(({ combination, subject }) => `${combination}: ${subject.name}`),
    };
  });
}
