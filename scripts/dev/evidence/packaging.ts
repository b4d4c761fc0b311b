import type { EvidenceLine } from './evidence-line.ts';

/** Images, tiers with Compose, the installer, the chart. Its lines need a Docker engine; in CI, as root, they start one. */
export const packagingLines: readonly EvidenceLine[] = [
  {
    id: 'images',
    shows:
      'each image is one bundle over its base, runs non-root with a read-only root and no capability, answers its own health check, and carries licences and the packages it is made of',
    command: 'CI=true npm test -- --project images',
  },
  {
    id: 'image-figures',
    shows:
      'built twice from one commit, each image has one digest of its root; its size over the base, time to ready and idle memory',
    command: 'npm run --silent images -- --reproduce --measure',
  },
  {
    id: 'tiers',
    shows:
      'each tier is rendered, hardened and started on a real engine, and installed, used, upgraded, undone, changed and removed by the installer',
    command: 'CI=true npm test -- --project compose',
  },
  {
    id: 'installer',
    shows:
      'whatever goes wrong before, in the middle of and after a change of an installation, it ends with its exit code, and the former state runs or is finished by the next run',
    command: 'npm run --silent test:installer',
  },
  {
    id: 'chart',
    shows:
      'the chart is valid for a matrix of values and the server’s own schemas, is installed on a real kubelet with real images, upgraded from the release before and removed without touching a tenant’s pods',
    command: 'CI=true npm test -- --project chart',
  },
  {
    id: 'rights',
    shows:
      'operator and control plane pass the whole suite of the cluster with the rights that the chart gives them and no other',
    command: 'CI=true npm test -- --project cluster',
  },
  {
    id: 'each-right-is-needed',
    shows: 'each single right of the chart, taken away, makes a test fail',
    command: 'npm run --silent chaos -- rbac',
    sample: 'npm run --silent chaos -- rbac --fresh --sample 3 --seed 7',
  },
  {
    id: 'recovery',
    shows:
      'store, cluster or both are lost and come back by the documented commands in their order: what was acknowledged before the backup is there and counted once, nothing that runs is deleted or scaled down, and what is lost is counted',
    command: 'npm run --silent e2e -- recovery',
    sample: 'npm run --silent e2e -- recovery --sample',
  },
  {
    id: 'release',
    shows:
      'every step of a release runs as on a tag: versions agree, artifacts are the same bytes twice, digests are locked and never invented, licences are allowed, a signature holds',
    command: 'npm run --silent release -- rehearse',
  },
];
