import { PROBLEMS } from '@tenantry/contracts/api/problem';
import { PROBLEM_REASONS } from '@tenantry/contracts/api/problem-reasons';
import { ROLES } from '@tenantry/contracts/api/roles';
import { EVENTS } from '@tenantry/contracts/commercial/event';
import { EVENT_REASONS } from '@tenantry/contracts/commercial/usage';
import { WEBHOOK_TEST_EVENT } from '@tenantry/contracts/commercial/webhook';
import { z } from 'zod';
import { POLICY } from '../../../../control-plane/src/access/policy.ts';
import { headingsOf, type Page, pageAt, tablesOf, tokensOf } from '../../page.ts';
import type { Kind, Mention } from '../kind.ts';
import { columnOf, mentionsOf } from '../read-page.ts';
import { readSource } from '../read-source.ts';

const API = 'docs/reference/api.md';
const PROBLEMS_PAGE = 'docs/reference/problems.md';
const GENERATE = 'npm run generate';

const parameterSchema = z.looseObject({ name: z.string(), in: z.string() });
const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(parameterSchema).default([]),
});
const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly query: readonly string[];
}

/** As contracts/openapi.json has them, which npm run verify holds against the routes. */
function operations(): Operation[] {
  const { paths } = documentSchema.parse(JSON.parse(readSource('contracts/openapi.json')));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'put', 'post', 'patch', 'delete'].includes(method))
      .map(([method, raw]) => {
        const { operationId, parameters } = operationSchema.parse(raw);
        const query = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
        return { method: method.toUpperCase(), path, id: operationId, query };
      }),
  );
}

const calls: Kind = {
  id: 'operations of the API',
  source: 'contracts/openapi.json',
  home: API,
  inCode: () => operations().map(({ method, path }) => `${method} ${path}`),
  documented: pages => columnOf(pages, API, 'call'),
  mentioned: callsMentioned,
  mend: `${GENERATE}; a page that names a call that is not there is mended by hand`,
};

const permissions: Kind = {
  id: 'permissions (operation: roles)',
  source: 'control-plane/src/access/policy.ts',
  home: `${API}, column roles`,
  inCode: () => Object.entries(POLICY).map(([id, { roles }]) => `${id}: ${roles.join(', ')}`),
  documented: pages =>
    tablesOf(pageAt(pages, API)).flatMap(({ heads, rows }) => {
      const [roles, operation] = [heads.indexOf('roles'), heads.indexOf('operation')];
      return rows
        .map(({ cells }) => ({ id: cells[operation]?.text, may: cells[roles]?.text }))
        .filter(({ may }) => may !== 'everybody')
        .map(({ id, may }) => `${id}: ${may}`);
    }),
  mend: GENERATE,
};

const roles: Kind = {
  id: 'roles',
  source: 'contracts/src/api/roles.ts',
  home: 'docs/explanation/access.md, What they may do',
  inCode: () => ROLES,
  documented: pages => columnOf(pages, 'docs/explanation/access.md', 'role'),
  mend: 'add or remove its row in docs/explanation/access.md',
};

const problems: Kind = {
  id: 'problem codes',
  source: 'contracts/src/api/problem.ts',
  home: `${PROBLEMS_PAGE}, a heading each`,
  inCode: () => Object.keys(PROBLEMS),
  documented: pages =>
    headingsOf(pageAt(pages, PROBLEMS_PAGE))
      .map(({ text }) => text)
      .filter(isSnake),
  mend: GENERATE,
};

const problemReasons: Kind = {
  id: 'reasons of problems',
  source: 'contracts/src/api/problem-reasons.ts',
  home: `${PROBLEMS_PAGE}, Reasons`,
  inCode: () => PROBLEM_REASONS,
  documented: pages => columnOf(pages, PROBLEMS_PAGE, 'reason'),
  mend: `give it a text in console/src/shared/problems/messages/en.json, and ${GENERATE}`,
};

const usageReasons: Kind = {
  id: 'reasons of refused usage',
  source: 'contracts/src/commercial/usage.ts',
  home: 'docs/reference/usage.md, column reason',
  inCode: () => Object.keys(EVENT_REASONS),
  documented: pages => columnOf(pages, 'docs/reference/usage.md', 'reason'),
  mend: 'add or remove it in docs/reference/usage.md',
};

const events: Kind = {
  id: 'events and webhooks',
  source: 'contracts/src/commercial/event.ts',
  home: 'docs/reference/events.md',
  inCode: () => [...Object.keys(EVENTS), WEBHOOK_TEST_EVENT],
  documented: pages => [
    ...columnOf(pages, 'docs/reference/events.md', 'name'),
    // It is sent to one webhook, and never told among the events.
    ...tokensOf(pageAt(pages, 'docs/reference/webhooks.md'))
      .map(({ text }) => text)
      .filter(text => text === WEBHOOK_TEST_EVENT),
  ],
  mentioned: eventsMentioned,
  mend: `${GENERATE}; a page that names an event that is not there is mended by hand`,
};

/** Of receivers of OpenTelemetry. */
const OF_OTHERS = /^\/v1\/(otlp|traces|metrics|logs)$/;

export const API_KINDS: readonly Kind[] = [
  calls,
  permissions,
  roles,
  problems,
  problemReasons,
  usageReasons,
  events,
];

function isSnake(text: string): boolean {
  return /^[a-z]+(_[a-z]+)*$/.test(text);
}

/** `GET /v1/tenants/{tenantId}`, `POST /v1/tenants?limit=5` in the text; in fences any address below /v1. */
function callsMentioned(pages: readonly Page[]): Mention[] {
  const known = operations();
  return mentionsOf(pages, /(?:\b(?:GET|PUT|POST|PATCH|DELETE) )?\/v1\/[^\s"'`),;|]+/g)
    .filter(({ text }) => !OF_OTHERS.test(text))
    .map(mention => {
      const [, method, path = '', query = ''] =
        mention.text.match(/^(?:([A-Z]+) )?([^?#]+)(?:\?([^#]*))?/) ?? [];
      const meant = known.filter(
        operation => (method === undefined || operation.method === method) && isPath(operation.path, path),
      );
      const names = query
        .split('&')
        .map(pair => pair.split('=')[0] ?? '')
        .filter(name => /^[A-Za-z]+$/.test(name));
      return {
        ...mention,
        exists: meant.some(operation => names.every(name => operation.query.includes(name))),
      };
    });
}

/** A template of the document takes any name or value in the place of a parameter; a page may leave its end out by `…`. */
function isPath(template: string, given: string): boolean {
  const [wanted, parts] = [template.split('/'), given.replace(/[.:]$/, '').split('/')];
  if (parts.at(-1) === '…') return parts.slice(0, -1).every((part, at) => fits(wanted[at], part));
  return wanted.length === parts.length && wanted.every((part, at) => fits(part, parts[at] ?? ''));
}

function fits(template: string | undefined, part: string): boolean {
  if (template === undefined) return false;
  // {tenantId}/usage/events.csv, {name}:action
  const pattern = template.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+');
  return part === template || new RegExp(`^${pattern}$`).test(part);
}

/** `tenant.suspended`, `tenant.*`: of the areas that events have. What is a file, a field or a template is none. */
function eventsMentioned(pages: readonly Page[]): Mention[] {
  const names: string[] = [...Object.keys(EVENTS), WEBHOOK_TEST_EVENT];
  const areas = [...new Set(names.map(name => name.split('.')[0]))].join('|');
  const pattern = new RegExp(`^(?:dev\\.tenantry\\.)?((?:${areas})\\.(?:[a-z_]+|\\*))$`, 'g');
  return (
    mentionsOf(pages, pattern, { fences: false })
      .filter(({ text }) => !/\.(ts|md|json|yaml|csv|name)$/.test(text))
      // There they are fields of a plan: `usage.action`.
      .filter(
        ({ text, page }) => !(page === 'docs/reference/enforcement.md' && /^(usage|overdue)\./.test(text)),
      )
      .map(mention => ({ ...mention, exists: names.includes(mention.text) || mention.text.endsWith('.*') }))
  );
}
