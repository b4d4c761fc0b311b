import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = '/sys/fs/cgroup';
/** In a mixed set-up the second version stands beside the first without controllers: runc makes groups there itself. */
const BESIDE = '/unified';
/** A new group of the first version's cpuset controller holds no processor until it is told which. */
const CPUSET_FILES = ['cpuset.cpus', 'cpuset.mems'];

/** Makes the group `name` in each hierarchy: one in version 2 of control groups, one per controller in version 1. */
export function createGroups(name: string): void {
  for (const hierarchy of hierarchies().filter(path => !path.endsWith(BESIDE))) {
    const group = join(hierarchy, name);
    mkdirSync(group);
    for (const file of CPUSET_FILES.filter(file => existsSync(join(hierarchy, file)))) {
      writeFileSync(join(group, file), readFileSync(join(hierarchy, file)));
    }
  }
}

/** Every process in the group or below it. */
export function processesOf(name: string): number[] {
  return groupsNamed(name).flatMap(processesBelow);
}

/** Removes the group and those below it. What a process that has just died holds for a moment is left. */
export function removeGroups(name: string): void {
  for (const group of groupsNamed(name)) removeGroup(group);
}

function groupsNamed(name: string): string[] {
  return hierarchies()
    .map(hierarchy => join(hierarchy, name))
    .filter(existsSync);
}

function hierarchies(): string[] {
  if (existsSync(join(ROOT, 'cgroup.controllers'))) return [ROOT];
  return readdirSync(ROOT, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(ROOT, entry.name));
}

function processesBelow(group: string): number[] {
  const own = readFileSync(join(group, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
  return [...own, ...subgroups(group).flatMap(processesBelow)];
}

function subgroups(group: string): string[] {
  return readdirSync(group, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(group, entry.name));
}

function removeGroup(group: string): void {
  for (const nested of subgroups(group)) removeGroup(nested);
  try {
    rmdirSync(group);
  } catch {
    // The next node's group has another name.
  }
}
