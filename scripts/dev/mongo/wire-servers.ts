import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GoModule } from '../programs/go-module.ts';

/**
 * The two servers that speak MongoDB's protocol and can be built from package registries. Each lacks what the other
 * has, so a suite that passes on both says more than on either.
 */

const SERVERS = fileURLToPath(new URL('../servers/', import.meta.url));

/** FerretDB over SQLite, from Go modules: persistent, and not atomic but for unique ids. */
export function ferretdbModule(): GoModule {
  const folder = join(SERVERS, 'ferretdb');
  const version = required(folder, 'go.mod', /github\.com\/FerretDB\/FerretDB v(\d\S*)/);
  const id = `ferretdb-${version}-${digest(folder, ['go.mod', 'main.go'])}`;
  return { folder, id, version, packages: { ferretdb: '.' } };
}

/** A Maven project with one program of ours. */
export interface MavenProject {
  readonly folder: string;
  /** Name, version and digest of our own part; also the name of its folder in the cache. */
  readonly id: string;
  readonly version: string;
  readonly mainClass: string;
}

/** mongo-java-server, from Maven: in memory, and atomic. */
export function javaServerProject(): MavenProject {
  const folder = join(SERVERS, 'mongo-java-server');
  const version = required(
    folder,
    'pom.xml',
    /<artifactId>mongo-java-server<\/artifactId>\s*<version>(\d+\.[^<]+)<\/version>\s*<\/dependency>/,
  );
  const source = 'src/main/java/dev/tenantry/servers/MongoJavaServer.java';
  const id = `mongo-java-server-${version}-${digest(folder, ['pom.xml', source])}`;
  return { folder, id, version, mainClass: 'dev.tenantry.servers.MongoJavaServer' };
}

function required(folder: string, file: string, pattern: RegExp): string {
  const version = pattern.exec(readFileSync(join(folder, file), 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${join(folder, file)} names no version`);
  return version;
}

/** Our few lines are part of what is built: a change of them is another build. */
function digest(folder: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 8);
}
