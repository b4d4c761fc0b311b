import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ALERT_RULES } from '@tenantry/contracts/commercial/alert';
import { HARD_FACTS, HEALTH_ACTIONS, HEALTH_REASONS } from '@tenantry/contracts/commercial/health-factors';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../root.ts';

const FOLDER = 'docs/commercial';
const names = (await readdir(join(ROOT, FOLDER))).filter(name => name.endsWith('.md'));
const pages = await Promise.all(
  names.map(async name => ({ name, text: await readFile(join(ROOT, FOLDER, name), 'utf8') })),
);
const read = (path: string) => readFile(join(ROOT, path), 'utf8');

const api = z
  .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .parse(JSON.parse(await read('contracts/openapi.json')));
const metrics = await read('docs/reference/metrics.md');
const rules = await read('charts/observability/alerts.yaml');
const variables = await read('docs/reference/environment.md');
const events = await read('docs/reference/events.md');
const howTo = (await read('docs/how-to/install-with-compose.md')).replaceAll(' \\\n ', '');

/** Names of one form on all pages are those of the product; and there are some, or the form would not be theirs any more. */
function expectKnown(form: RegExp, isKnown: (...groups: string[]) => boolean, atLeast = 1): void {
  const found = pages.flatMap(({ name, text }) => [...text.matchAll(form)].map(match => ({ name, match })));
  const lost = found.filter(({ match }) => !isKnown(...match.slice(1).map(group => group ?? '')));
  expect(lost.map(({ name, match }) => `${name}: ${match[0]}`)).toEqual([]);
  expect(found.length, String(form)).toBeGreaterThanOrEqual(atLeast);
}

describe('what the commercial pages name, the product has', () => {
  test('calls of the API', () => {
    expectKnown(
      /\b(GET|POST|PUT|PATCH|DELETE) (\/v1\/[\w{}/.-]+)/g,
      (method, path) => api.paths[path ?? '']?.[(method ?? '').toLowerCase()] !== undefined,
      20,
    );
  });

  test('metrics, alert rules of Prometheus and variables', () => {
    expectKnown(/`(tenantry_[a-z_]+)`/g, (name = '') => metrics.includes(`\`${name}\``));
    expectKnown(/`(Tenantry[A-Z]\w+)`/g, (name = '') => rules.includes(`alert: ${name}\n`));
    expectKnown(/\b(TENANTRY_[A-Z_]+[A-Z])\b/g, (name = '') => variables.includes(`\`${name}\``));
  });

  test('alert rules of customers, events, reasons, facts and actions of health', () => {
    expectKnown(/alert rule `(\w+)`/g, (name = '') => ALERT_RULES.some(rule => rule === name));
    expectKnown(/event `([\w.]+)`/g, (name = '') => events.includes(`\`${name}\``));
    const codes = new Set([HEALTH_REASONS, HARD_FACTS, HEALTH_ACTIONS].flatMap(Object.keys));
    const listed = /\b(?:reasons?|hard facts?|suggested actions?) ((?:`\w+`(?:, | and )?)+)/g;
    const known = (list = '') => [...list.matchAll(/`(\w+)`/g)].every(([, code = '']) => codes.has(code));
    expectKnown(listed, known, 5);
  });

  test('commands of the installer, as the page that is run has them', () => {
    const text = pages.map(page => page.text.replaceAll(' \\\n ', '')).join('\n');
    const commands = [...text.matchAll(/^scripts\/install_tier\.sh .*$/gm)].map(([line]) => line);
    expect(commands.filter(command => !howTo.includes(command))).toEqual([]);
    expect(commands.length).toBeGreaterThan(5);
  });
});

test('each call of a checkpoint may be made by an owner of it, and no owner is named who may make none', async () => {
  const playbook = await read(`${FOLDER}/playbook.md`);
  const [, table = ''] = playbook.split('| checkpoint | owner |');
  const rows = [...table.matchAll(/^\| \*\*(.+?)\*\*.*? \| ([^|]+) \|(.*)$/gm)];
  const refused = rows.flatMap(([, checkpoint = '', ownerCell = '', text = '']) => {
    const owners = [...ownerCell.matchAll(/`(\w+)`/g)].map(([, owner = '']) => owner);
    const calls = [...text.matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/v1\/[\w{}/.-]+)/g)].map(
      ([call, method = '', path = '']) => ({ call, roles: rolesOf(method, path) }),
    );
    return [
      ...calls.filter(({ roles }) => !owners.some(owner => roles.includes(owner))).map(({ call }) => call),
      ...owners.filter(owner => calls.length > 0 && !calls.some(({ roles }) => roles.includes(owner))),
    ].map(what => `${checkpoint}: ${what}`);
  });
  expect(refused).toEqual([]);
  expect(rows.length).toBeGreaterThan(10);
});

/** Who may make a call, as the document of the API says. */
function rolesOf(method: string, path: string): readonly string[] {
  return z.object({ 'x-roles': z.array(z.string()) }).parse(api.paths[path]?.[method.toLowerCase()])[
    'x-roles'
  ];
}

test('pages of the console that are named in italics are those that it has', async () => {
  const folders = await readdir(join(ROOT, 'console/src/features'));
  const titles = await Promise.all(
    folders.map(async folder =>
      z
        .object({ title: z.record(z.string(), z.string()).default({}) })
        .parse(JSON.parse(await read(`console/src/features/${folder}/messages/en.json`))),
    ),
  );
  const known = new Set(titles.flatMap(({ title }) => Object.values(title)));
  expectKnown(/\b[Pp]age \*([^*]+)\*/g, (name = '') => known.has(name));
});
