import { table } from '../../contracts/generate/markdown.ts';
import type { HardeningRow, JudgedProject } from './hardening.ts';

export const HARDENING_COMMAND = 'node scripts/packaging/write-hardening.ts';

/** docs/reference/hardening.md: what every service is held to, and on how many of them it holds. */
export function hardeningPage(projects: readonly JudgedProject[], rows: readonly HardeningRow[]): string {
  const services = projects.map(({ project }) => Object.keys(project.services).length);
  return [
    `<!-- Computed from the output of docker compose config by \`${HARDENING_COMMAND}\`. Do not edit. -->`,
    '# Hardening of the Compose services',
    '',
    `What every service of every tier is held to. It is computed from what \`docker compose config\` says of each tier with each set of its profiles: ${projects.length} combinations, in which ${services.reduce((sum, count) => sum + count, 0)} services are looked at. \`tests/packaging/compose\` fails when a line does not hold, or when this page is not current.`,
    '',
    ...table(
      ['line', 'what holds', 'services', 'of'],
      rows.map(({ line, of, without }) => {
        const held = of - without.length;
        return [line.id, line.says, `${held} (${percent(held, of)})`, String(of)];
      }),
    ),
    '',
    'Jobs, which do their work and end, need no health check; the services that are asked are fewer there.',
    '',
    '## Services by combination',
    '',
    ...table(
      ['combination', 'services'],
      projects.map(({ combination, project }) => [
        combination,
        Object.keys(project.services).sort().join(', '),
      ]),
    ),
    '',
    '## What this does not say',
    '',
    '- The collector’s image holds one program and no client: its health check asks whether its configuration is good. Whether it answers, Prometheus tells: it is one of its targets.',
    '- Limits hold where the engine can set them: rootless Docker and Podman need cgroups v2 with the controllers delegated.',
    '- What is in an image of a third party is theirs. Pin it by digest in `.env` where you have one.',
    '',
  ].join('\n');
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.floor((part * 100) / whole)} %`;
}
