import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OPERATOR_LEASE, OPERATOR_NAMESPACE } from '@tenantry/contracts/tenancy/names';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../operator/src/runtime/objects.ts';
import {
  type ClusterOptions,
  type Identity,
  type LocalCluster,
  parseKubernetes,
} from '../../scripts/dev/cluster/local-cluster.ts';
import { startCluster } from '../../scripts/dev/cluster/start-cluster.ts';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import { FaultProxy } from '../fault-proxy/fault-proxy.ts';
import { type TemporaryKubeconfig, writeProxyKubeconfig } from '../fault-proxy/proxy-kubeconfig.ts';
import { Api } from './api.ts';
import { AuditLog } from './audit-log.ts';
import { OperatorProcess } from './operator-process.ts';
import { RIGHTS_KINDS, renderedRights } from './rights/rendered-rights.ts';
import { conditionOf, isReady, type Manifest } from './sample-objects.ts';

const MANIFESTS = fileURLToPath(new URL('../../operator/manifests', import.meta.url));
const run = promisify(execFile);

/** Who the operator is to the API server, whatever runs it. */
export const OPERATOR_IDENTITY: Identity = {
  name: 'system:serviceaccount:tenantry-system:tenantry-operator',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:tenantry-system', 'system:authenticated'],
};

const ADMIN: Identity = { name: 'sample-admin', groups: ['system:masters'] };

/**
 * A cluster with the operator's manifests applied, and everything a test started in it. Who may do what is what the
 * chart renders, for the operator and for the control plane, and nothing else.
 */
export class World {
  readonly cluster: LocalCluster;
  readonly api: Api;
  readonly #operators: OperatorProcess[] = [];
  readonly #proxies: FaultProxy[] = [];
  readonly #kubeconfigs: TemporaryKubeconfig[] = [];
  #kubeconfig: Promise<string> | undefined;

  private constructor(cluster: LocalCluster, api: Api) {
    this.cluster = cluster;
    this.api = api;
  }

  static async start(options: ClusterOptions = {}): Promise<World> {
    // Of the version that `npm test -- --kubernetes` names, unless the options do.
    const kubernetes = parseKubernetes(process.env['TENANTRY_TEST_KUBERNETES']);
    const cluster = await startCluster({ kubernetes, ...options });
    try {
      const world = new World(cluster, new Api(cluster.server, await cluster.credentialsFor(ADMIN)));
      await world.#install();
      return world;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  async killOperators(): Promise<void> {
    await Promise.all(this.#operators.map(operator => operator.kill()));
  }

  async stop(): Promise<void> {
    await this.killOperators();
    await Promise.all(this.#proxies.map(proxy => proxy.stop()));
    await Promise.all(this.#kubeconfigs.map(kubeconfig => kubeconfig.remove()));
    this.api.close();
    await this.cluster.stop();
  }

  get audit(): AuditLog {
    const path = this.cluster.auditLog;
    if (path === undefined) throw new Error('start the world with auditLog: true');
    return new AuditLog(path, this.api);
  }

  /** A proxy that forwards as the operator, and the kubeconfig of a client that goes through it. */
  async proxy(): Promise<{ proxy: FaultProxy; kubeconfig: string }> {
    const credentials = await this.cluster.credentialsFor(OPERATOR_IDENTITY);
    const proxy = await FaultProxy.start({ server: this.cluster.server, credentials });
    this.#proxies.push(proxy);
    const kubeconfig = await writeProxyKubeconfig(proxy.url);
    this.#kubeconfigs.push(kubeconfig);
    return { proxy, kubeconfig: kubeconfig.path };
  }

  /** Starts an operator, by default straight to the API server; it ends with the world. */
  async operator(options: { kubeconfig?: string; identity?: string; env?: Record<string, string> } = {}) {
    this.#kubeconfig ??= this.cluster.kubeconfigFor(OPERATOR_IDENTITY);
    const operator = OperatorProcess.start({ kubeconfig: await this.#kubeconfig, ...options });
    this.#operators.push(operator);
    return operator;
  }

  /** Starts an operator and waits until it leads with its caches synced. */
  async leader(options: Parameters<World['operator']>[0] = {}): Promise<OperatorProcess> {
    const operator = await this.operator(options);
    await Promise.all([operator.logged('leading'), operator.logged('synced')]);
    return operator;
  }

  apply(object: Manifest): Promise<KubeObject> {
    return this.api.apply(`${object.kind.toLowerCase()}s`, '', object);
  }

  tenant(name: string): Promise<KubeObject | undefined> {
    return this.api.get('tenants', '', name);
  }

  /** Waits until the Tenant's status is about its present spec and Ready is True. */
  async ready(name: string, timeoutMs = 60_000): Promise<KubeObject> {
    return this.until(`Tenant ${name} Ready`, name, isReady, timeoutMs);
  }

  /** Waits until a condition has this status (and reason). */
  condition(name: string, type: string, status: string, reason?: string): Promise<KubeObject> {
    return this.until(`${type}=${status} ${reason ?? ''} of Tenant ${name}`, name, object => {
      const found = conditionOf(object, type);
      return found?.status === status && (reason === undefined || found.reason === reason);
    });
  }

  async until(
    what: string,
    name: string,
    holds: (tenant: KubeObject | undefined) => boolean,
    timeoutMs = 60_000,
  ): Promise<KubeObject> {
    let last: KubeObject | undefined;
    try {
      await waitFor(what, timeoutMs, async () => {
        last = await this.tenant(name);
        return holds(last);
      });
    } catch (error) {
      const tails = this.#operators.filter(operator => operator.alive).map(operator => operator.tail());
      throw new Error(
        `${what}: last seen ${JSON.stringify(last?.['status'])}\noperator log:\n${tails.join('\n')}`,
        {
          cause: error,
        },
      );
    }
    if (!last) throw new Error(`${what}: there is no such Tenant`);
    return last;
  }

  /** What the operators' Lease says. */
  async lease(): Promise<{ readonly holderIdentity: string; readonly renewTime: string }> {
    const { spec } = (await this.api.read('leases', OPERATOR_NAMESPACE, OPERATOR_LEASE)) as unknown as {
      spec: { holderIdentity: string; renewTime: string };
    };
    return spec;
  }

  /** Takes the Lease away: how long a dead leader's holds is shown elsewhere, and waiting for it costs time. */
  async dropLease(): Promise<void> {
    await this.api.delete('leases', OPERATOR_NAMESPACE, OPERATOR_LEASE);
  }

  kubectl(...args: string[]) {
    return run(this.cluster.kubectl, ['--kubeconfig', this.cluster.kubeconfig, ...args]);
  }

  async #install(): Promise<void> {
    const { stdout } = await this.kubectl('kustomize', MANIFESTS);
    const manifests = parseAllDocuments(stdout)
      .map((document): unknown => document.toJS())
      .filter(object => !RIGHTS_KINDS.has(String(Object(object).kind)));
    // A test that a right is missed in: see tests/chaos/rbac.
    const rights = await renderedRights(process.env['TENANTRY_TEST_WITHOUT_RIGHT']);
    const items = [...manifests, ...rights];
    await this.#applyAll({ apiVersion: 'v1', kind: 'List', items });
    const established = ['tenants', 'tiers', 'tierrevisions'].map(name => `crd/${name}.tenantry.dev`);
    await this.kubectl('wait', '--for=condition=Established', '--timeout=30s', ...established);
  }

  async #applyAll(list: object): Promise<void> {
    const applying = this.kubectl('apply', '--server-side', '-f', '-');
    applying.child.stdin?.end(JSON.stringify(list));
    await applying;
  }
}
