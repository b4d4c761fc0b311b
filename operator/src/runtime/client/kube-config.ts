import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';

type Pem = string | Buffer;

/** Where the API server is and how to prove to it who we are. */
export interface Connection {
  readonly server: URL;
  readonly tls: {
    readonly ca?: Pem;
    readonly cert?: Pem;
    readonly key?: Pem;
    readonly servername?: string;
    readonly rejectUnauthorized?: boolean;
  };
  /** Headers for the next request: tokens are read again after a few seconds, since they rotate. */
  authorize(): Promise<Record<string, string>>;
}

/** How long a token is used before it is asked for again; the sources behind cache and renew on their own. */
const TOKEN_REUSE_MS = 5_000;

/**
 * Finds the API server: the pod's own service account when `inCluster`, else the named kubeconfig, else
 * what kubectl would take ($KUBECONFIG, ~/.kube/config). `http:` servers (a local proxy) are allowed.
 * Throws an Error that says what is missing.
 */
export async function loadConnection(options: {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly inCluster?: boolean;
}): Promise<Connection> {
  const config = new KubeConfig();
  await load(config, options);
  if (options.context !== undefined) selectContext(config, options.context);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error('kubeconfig: the current context names no cluster');
  if (cluster.proxyUrl)
    throw new Error(`kubeconfig: cluster ${cluster.name} has a proxy-url, which is not supported`);
  if (cluster.server.startsWith('https:')) demandCredentials(config);
  permitHttp(config);
  const first = await requestOptionsOf(config);
  return {
    server: new URL(cluster.server),
    tls: tlsOf(first),
    authorize: isStatic(config)
      ? constant(headersOf(first))
      : reused(async () => headersOf(await requestOptionsOf(config))),
  };
}

async function load(
  config: KubeConfig,
  options: { kubeconfig?: string; inCluster?: boolean },
): Promise<void> {
  if (options.inCluster) {
    if (!process.env['KUBERNETES_SERVICE_HOST'])
      throw new Error(
        'not inside a cluster (KUBERNETES_SERVICE_HOST is not set), and no kubeconfig was given: name one by --kubeconfig',
      );
    config.loadFromCluster();
  } else if (options.kubeconfig !== undefined) {
    const { kubeconfig } = options;
    await readFile(kubeconfig).catch((cause: unknown) => {
      throw new Error(`kubeconfig ${kubeconfig} cannot be read`, { cause });
    });
    unquoted(kubeconfig, () => config.loadFromFile(kubeconfig));
  } else {
    unquoted('of the environment', () => config.loadFromDefault());
  }
}

/** Of a parser's fault the first line alone: those after it quote the file, where a token may be; so does its cause. */
function unquoted(which: string, parse: () => void): void {
  try {
    parse();
  } catch (error) {
    const [first] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Error(`kubeconfig ${which}: ${first}`);
  }
}

function selectContext(config: KubeConfig, context: string): void {
  if (!config.getContextObject(context)) throw new Error(`kubeconfig: there is no context ${context}`);
  config.setCurrentContext(context);
}

/** client-node drops what it does not know (`tokenFile`, say): the API server would then see an anonymous user. */
function demandCredentials(config: KubeConfig): void {
  const user = config.getCurrentUser();
  const has =
    user && (user.token || user.exec || user.authProvider || user.username || user.certData || user.certFile);
  if (!has) {
    throw new Error(
      `kubeconfig: user ${user?.name ?? '(none)'} has no credentials that are supported: token, client certificate, exec plugin, auth provider or password`,
    );
  }
}

/** client-node hands out credentials for `http:` servers only when TLS is not to be verified; there is none. */
function permitHttp(config: KubeConfig): void {
  config.clusters = config.clusters.map(cluster =>
    cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster,
  );
}

async function requestOptionsOf(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  return options;
}

function tlsOf(options: RequestOptions): Connection['tls'] {
  const { ca, cert, key, servername, rejectUnauthorized } = options;
  return {
    ...(isPem(ca) ? { ca } : {}),
    ...(isPem(cert) ? { cert } : {}),
    ...(isPem(key) ? { key } : {}),
    ...(servername === undefined ? {} : { servername }),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  };
}

function isPem(value: unknown): value is Pem {
  return typeof value === 'string' || Buffer.isBuffer(value);
}

function headersOf(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (typeof value === 'string') headers[name] = value.trim();
  }
  if (options.auth) headers['Authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  return headers;
}

/** Certificates and impersonation do not change while we run; tokens, plugins and passwords may. */
function isStatic(config: KubeConfig): boolean {
  const user = config.getCurrentUser();
  return !user || !(user.token || user.exec || user.authProvider || user.username);
}

function constant(headers: Record<string, string>): () => Promise<Record<string, string>> {
  const answer = Promise.resolve(headers);
  return () => answer;
}

function reused(load: () => Promise<Record<string, string>>): () => Promise<Record<string, string>> {
  let loaded: Promise<Record<string, string>> | undefined;
  let until = 0;
  return () => {
    if (!loaded || performance.now() >= until) {
      until = performance.now() + TOKEN_REUSE_MS;
      loaded = load();
      loaded.catch(() => {
        loaded = undefined;
      });
    }
    return loaded;
  };
}
