import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../dev/log.ts';
import { buildContext } from '../../images/build-context.ts';
import { contextFolder } from '../../images/build-image.ts';
import type { Revision } from '../../images/revision.ts';
import { SERVICES } from '../../images/services.ts';
import { dryRuns, fileParts } from './dry-run.ts';
import type { Part } from './write-pack.ts';

const page = (path: string, what: string) => ({ path, file: path.replace(/^.*\//, ''), what });

/** Pages, pictures and records that a reviewer asks for, as they are in the repository. */
const FILES = [
  page('docs/commercial/security-review.md', 'the usual questions, with answers, evidence and an honest no'),
  page(
    'docs/reference/hardening.md',
    'what each service of each tier is held to, computed from the Compose files',
  ),
  page('docs/reference/tiers.md', 'services, limits, images and outgoing connections of each tier'),
  page('docs/reference/assets.md', 'each file, image, port, folder and secret'),
  page('docs/reference/environment.md', 'each variable, and which are secret'),
  page('docs/reference/chart.md', 'rights in the cluster, each with its reason, and values of the chart'),
  page('docs/reference/api.md', 'each call with the roles that may make it'),
  page('docs/explanation/security.md', 'who is trusted with what, what is enforced and what is not'),
  page(
    'docs/explanation/threat-model.md',
    'what an attacker could want, what stands against it, what remains',
  ),
  page('docs/explanation/access.md', 'keys, tokens, sessions, roles, limits, audit'),
  page('docs/explanation/export.md', 'how a backup is encrypted'),
  page('docs/explanation/limits.md', 'what is not there, and what was not run'),
  page('docs/images/system-context.svg', 'data flow: who talks to what'),
  page('docs/images/trust-boundaries.svg', 'data flow: where trust ends'),
  page('docs/images/flow-manifest.svg', 'data flow: from a manifest to what runs'),
  page('docs/images/flow-usage.svg', 'data flow: from an event to a statement'),
  page('docs/images/flow-onboarding.svg', 'data flow: from a form to a tenant'),
  page('SECURITY.md', 'how a vulnerability is reported, and what happens then'),
  page('LICENSE', 'the licence'),
  page('contracts/openapi.json', 'the API as an OpenAPI document'),
  page('docs/stewardship/log.jsonl', 'what was claimed and released, chained by hash'),
  ...['operator', 'control-plane', 'console', 'loop', 'packaging', 'documents', 'commercial'].map(topic => ({
    path: `docs/evidence/${topic}.json`,
    file: `evidence-${topic}.json`,
    what: `commands that were run about ${topic}, on which commit and machine, and their figures`,
  })),
];

/** Everything that goes to a reviewer, in the order in which it is read. */
export function reviewParts(root: string, revision: Revision, log: Log): readonly Part[] {
  return [
    ...fileParts(root, FILES),
    ...dryRuns(root, log),
    ...SERVICES.flatMap(service => {
      const app = join(contextFolder(service), 'app');
      const made = `\`npm run release -- build\``;
      let building: Promise<void> | undefined;
      // Once for both: what an earlier build left there is none of this commit.
      const built = async (file: string) => {
        building ??= buildContext(service, revision, contextFolder(service));
        await building;
        return readFile(join(app, file));
      };
      return [
        {
          file: `${service.name}-${revision.version}.cdx.json`,
          what: `packages in the image of ${service.name}, as CycloneDX`,
          from: made,
          make: () => {
            log(`packages of ${service.name}`);
            return built('sbom.cdx.json');
          },
        },
        {
          file: `${service.name}-licences.txt`,
          what: `licences of these packages`,
          from: made,
          make: () => built('THIRD-PARTY-LICENSES.txt'),
        },
      ];
    }),
  ];
}
