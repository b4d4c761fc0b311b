import { z } from 'zod';
import type { TestApp } from '../app.test-support.ts';
import { completeForm } from '../onboarding/onboarding.test-support.ts';
import { usageOf } from './transfer.test-support.ts';

export interface Life {
  /** The next thing that happens; after some, everything has. */
  happens(): Promise<void>;
  /** How often each has happened. */
  readonly count: Readonly<Record<string, number>>;
}

/**
 * What goes on in a control plane, one thing after the other and again from the beginning: usage, corrections, seals,
 * erasures, customers that are onboarded, plans that are published and bought, keys.
 */
export function lifeOf(app: TestApp, tenants: readonly string[]): Life {
  const admin = app.as('admin');
  const count: Record<string, number> = {};
  let turn = 0;
  const asked = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const reply = await admin(method, path, {
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
    });
    if (reply.status >= 300)
      throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const [acme = '', beta = ''] = tenants;
  const things: Readonly<Record<string, (n: number) => Promise<unknown>>> = {
    usage: n =>
      asked('POST', '/v1/usage/events', usageOf(n % 2 === 0 ? acme : beta, `live-${n}`, 7, app.clock.now())),
    correction: n => correct(n),
    seal: async () => {
      app.clock.advance(70_000);
      await app.app.domains.sealing.sealer.round();
    },
    purchase: n => buy(n),
    more: n => asked('POST', '/v1/usage/events', usageOf(acme, `more-${n}`, 5, app.clock.now())),
    erasure: n =>
      asked('POST', `/v1/tenants/${beta}/usage/erasures`, {
        subject: `person-${n % 3}`,
        reason: 'asked for',
      }),
    onboarding: n => onboard(n),
    key: n => asked('POST', '/v1/keys', { name: `key ${n}`, roles: ['viewer'] }),
    counting: async () => {
      await app.app.domains.usage.settle();
      await app.app.domains.onboarding.saga.runDue();
    },
  };

  async function correct(n: number): Promise<void> {
    const body = { source: 'tests', id: `acme-${n % 40}`, action: 'amend', quantity: n, reason: 'misread' };
    await asked('POST', `/v1/tenants/${acme}/usage/corrections`, body);
  }

  async function buy(n: number): Promise<void> {
    const made = await asked('POST', '/v1/tenants', { slug: `bought-${n}`, displayName: `Bought ${n}` });
    const { tenantId } = z.object({ tenantId: z.string() }).parse(made);
    const { spec } = z
      .looseObject({ spec: z.unknown() })
      .parse(await asked('GET', '/v1/plans/pro/versions/1'));
    await asked('POST', '/v1/plans', { planId: `plan-${n}`, spec });
    await asked('POST', `/v1/plans/plan-${n}/versions/1/publish`, undefined, { 'if-match': '"v1"' });
    await asked('POST', `/v1/tenants/${tenantId}/subscription`, { planId: `plan-${n}` });
    await asked('POST', '/v1/usage/events', usageOf(tenantId, `first-${n}`, 3, app.clock.now()));
  }

  async function onboard(n: number): Promise<void> {
    const begun = await asked('POST', '/v1/onboarding/submissions', completeForm(`onboarded-${n}`));
    const { submissionId } = z.object({ submissionId: z.string() }).parse(begun);
    await asked('POST', `/v1/onboarding/submissions/${submissionId}/submit`, undefined, {
      'if-match': '"v1"',
    });
    await app.app.domains.onboarding.saga.runDue();
  }

  return {
    count,
    happens: async () => {
      const names = Object.keys(things);
      const name = names[turn % names.length] ?? '';
      await things[name]?.(turn++);
      count[name] = (count[name] ?? 0) + 1;
    },
  };
}
