import { join } from 'node:path';
import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';

/** A tier with the add-ons that somebody switched on. */
export interface Combination {
  readonly manifest: TierManifest;
  readonly profiles: readonly string[];
}

/** Every tier with every set of its profiles. */
export function combinationsOf(manifests: readonly TierManifest[]): readonly Combination[] {
  return manifests.flatMap(manifest =>
    subsets(manifest.profiles.map(profile => profile.name)).map(profiles => ({ manifest, profiles })),
  );
}

/** `pro`, or `community + backup`. */
export function combinationName({ manifest, profiles }: Combination): string {
  return [manifest.tier, ...profiles].join(' + ');
}

/** The arguments with which Compose gets a combination; `folder` has the Compose files. */
export function composeArguments({ manifest, profiles }: Combination, folder: string): string[] {
  return [
    ...manifest.composeFiles.flatMap(file => ['--file', join(folder, file)]),
    ...profiles.flatMap(profile => ['--profile', profile]),
  ];
}

/** Every variable of `.env` that the manifest knows, with its default; none for what the installer has to be told. */
export function manifestVariables(manifest: TierManifest, version: string): ReadonlyMap<string, string> {
  return new Map([
    ...manifest.images.map(
      ({ variable, reference }) => [variable, reference.replaceAll('{version}', version)] as const,
    ),
    ...manifest.variables.map(variable => [variable.name, variable.default ?? ''] as const),
    ...manifest.ports.map(port => [port.variable, String(port.default)] as const),
    ...manifest.featureFlags.map(({ variable, value }) => [variable, value] as const),
  ]);
}

function subsets([first, ...rest]: readonly string[]): string[][] {
  if (first === undefined) return [[]];
  const without = subsets(rest);
  return [...without, ...without.map(set => [first, ...set])];
}
