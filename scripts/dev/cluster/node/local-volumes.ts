import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiClient } from '../api-client.ts';

const COUNT = 20;

/**
 * A default storage class with volumes made beforehand, each a folder that any user may write to. Kubernetes'
 * hostpath provisioner makes folders of root alone, which a pod without root cannot use.
 */
export async function provideVolumes(api: ApiClient, folder: string): Promise<void> {
  await api.ensure('/apis/storage.k8s.io/v1/storageclasses', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: true,
  });
  await Promise.all(
    Array.from({ length: COUNT }, async (_, index) => {
      const name = `local-${index + 1}`;
      const path = join(folder, name);
      await mkdir(path, { recursive: true });
      await chmod(path, 0o777);
      await api.ensure('/api/v1/persistentvolumes', volume(name, path));
    }),
  );
}

function volume(name: string, path: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: { storage: '100Gi' },
      accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 'standard',
      hostPath: { path, type: 'Directory' },
    },
  };
}
