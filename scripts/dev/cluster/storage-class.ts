import { fileURLToPath } from 'node:url';
import type { ApiClient } from './api-client.ts';

/** Claims are bound at once by the controller-manager's hostpath provisioner, and may be expanded on paper. */
export async function ensureDefaultStorageClass(api: ApiClient): Promise<void> {
  await api.ensure('/apis/storage.k8s.io/v1/storageclasses', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/host-path',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: true,
  });
}

/** The command that removes the empty folders which the provisioner made since now. */
export function provisionerSweep(): [command: string, args: string[]] {
  const program = fileURLToPath(new URL('./sweep-provisioned.ts', import.meta.url));
  return [process.execPath, [program, String(Date.now())]];
}
