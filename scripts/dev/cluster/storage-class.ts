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
