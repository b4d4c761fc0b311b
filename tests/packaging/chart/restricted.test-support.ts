import { z } from 'zod';
import type { PodSpec } from './objects.test-support.ts';

const contextSchema = z.looseObject({
  runAsNonRoot: z.boolean().optional(),
  runAsUser: z.number().optional(),
  privileged: z.boolean().optional(),
  allowPrivilegeEscalation: z.boolean().optional(),
  readOnlyRootFilesystem: z.boolean().optional(),
  procMount: z.string().optional(),
  capabilities: z
    .looseObject({ drop: z.array(z.string()).optional(), add: z.array(z.string()).optional() })
    .optional(),
  seccompProfile: z.looseObject({ type: z.string() }).optional(),
});
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/**
 * What a pod lacks of the level "restricted" of the Pod Security Standards, and of ours beyond it: a root that is read
 * only, and no container before the others.
 */
export function restrictedFaults(spec: PodSpec): readonly string[] {
  const pod = contextSchema.parse(spec.securityContext ?? {});
  const faults: string[] = [];
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'])
    if (spec[field] !== undefined && spec[field] !== false) faults.push(field);
  if (pod.runAsNonRoot !== true) faults.push('runAsNonRoot');
  if (pod.runAsUser === 0) faults.push('runAsUser');
  if (pod.seccompProfile?.type !== 'RuntimeDefault') faults.push('seccompProfile');
  if (spec.initContainers !== undefined) faults.push('initContainers');
  for (const volume of spec.volumes) {
    const kinds = Object.keys(volume).filter(key => key !== 'name');
    if (kinds.some(kind => !VOLUMES.includes(kind))) faults.push(`volume ${volume.name}`);
  }
  for (const { name, securityContext } of spec.containers) {
    const own = contextSchema.parse(securityContext ?? {});
    const must: [string, boolean][] = [
      ['privileged', own.privileged !== true],
      ['allowPrivilegeEscalation', own.allowPrivilegeEscalation === false],
      ['readOnlyRootFilesystem', own.readOnlyRootFilesystem === true],
      ['capabilities', own.capabilities?.drop?.join() === 'ALL' && own.capabilities.add === undefined],
      ['runAsNonRoot', own.runAsNonRoot !== false && own.runAsUser !== 0],
      ['procMount', own.procMount === undefined],
      ['seccompProfile', own.seccompProfile === undefined],
    ];
    faults.push(...must.filter(([, holds]) => !holds).map(([what]) => `${name}: ${what}`));
  }
  return faults;
}
