import { join } from 'node:path';
import type { SupervisedCommand } from '../processes/supervisor-protocol.ts';
import { PKI_FILES } from './api-server.ts';

/** Requests per second and burst of the controller-manager: they bound how fast namespaces go. */
const CONTROLLER_MANAGER_QPS = 100;
const CONTROLLER_MANAGER_BURST = 200;

export interface ControllerSettings {
  readonly binary: string;
  readonly kubeconfig: string;
  readonly pki: string;
  readonly log: string;
}

/**
 * Each controller acts under its own service account, as in a real cluster: admission policies that exempt
 * `system:serviceaccount:kube-system:*` by name are then really tested.
 */
export function controllerManager(settings: ControllerSettings): SupervisedCommand {
  return {
    name: 'kube-controller-manager',
    command: settings.binary,
    args: [
      `--kubeconfig=${settings.kubeconfig}`,
      '--use-service-account-credentials=true',
      `--service-account-private-key-file=${join(settings.pki, PKI_FILES.serviceAccountKey)}`,
      `--root-ca-file=${join(settings.pki, PKI_FILES.ca)}`,
      `--cluster-signing-cert-file=${join(settings.pki, PKI_FILES.ca)}`,
      `--cluster-signing-key-file=${join(settings.pki, PKI_FILES.caKey)}`,
      '--enable-hostpath-provisioner=true',
      `--kube-api-qps=${CONTROLLER_MANAGER_QPS}`,
      `--kube-api-burst=${CONTROLLER_MANAGER_BURST}`,
      '--leader-elect=false',
      '--secure-port=0',
      '--profiling=false',
    ],
    log: settings.log,
    grace: 0,
  };
}

export function scheduler(settings: Omit<ControllerSettings, 'pki'>): SupervisedCommand {
  return {
    name: 'kube-scheduler',
    command: settings.binary,
    args: [
      `--kubeconfig=${settings.kubeconfig}`,
      '--leader-elect=false',
      '--secure-port=0',
      '--profiling=false',
    ],
    log: settings.log,
    grace: 0,
  };
}
