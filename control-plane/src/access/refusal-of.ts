import type { Refusal } from '../audit/refusals.ts';
import { Problem } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { parseKeyToken } from './key-token.ts';
import { coarseNetworkOf } from './network.ts';
import { decide } from './policy.ts';
import type { Principal } from './principal.ts';

export interface RefusedRequest {
  readonly ip?: string | undefined;
  readonly params: unknown;
  get(name: string): string | undefined;
}

export interface RefusedOutcome {
  readonly operation: string | undefined;
  readonly principal: Principal | undefined;
  readonly requestId: string;
  readonly problem: unknown;
}

/** What the audit record says of an answer, if it is a refusal that somebody may ask about later. */
export function refusalOf(
  request: RefusedRequest,
  { operation, principal, requestId, problem }: RefusedOutcome,
  routes: ReadonlyMap<string, Route>,
): Refusal | undefined {
  if (!(problem instanceof Problem) || operation === undefined) return undefined;
  const signsIn = principal === undefined || principal.id === 'system:nobody';
  if (signsIn) return signInRefusal(request, problem, requestId, operation);
  const route = routes.get(operation);
  if (route === undefined) return undefined;
  const common = {
    actor: { id: principal.id, name: principal.name },
    target: `operation/${operation}`,
    requestId,
    ...(principal.tenantId !== undefined && { tenantId: principal.tenantId }),
  };
  if (problem.code === 'forbidden') {
    const outside = principal.operations !== undefined && !principal.operations.includes(operation);
    return { action: outside ? 'access.outside_scope' : 'access.denied', reason: problem.message, ...common };
  }
  const hidden =
    problem.code === 'not_found' && decide(route, principal, textsOf(request.params)) === 'hidden';
  return hidden ? { action: 'access.outside_tenant', ...common } : undefined;
}

function signInRefusal(
  request: RefusedRequest,
  problem: Problem,
  requestId: string,
  operation: string,
): Refusal | undefined {
  const limited = problem.code === 'rate_limited';
  // A request that says nothing of who sent it is nobody's attempt, only somebody who forgot.
  const tried = request.get('authorization') ?? request.get('cookie');
  if (!limited && (tried === undefined || !['unauthenticated', 'forbidden'].includes(problem.code)))
    return undefined;
  const keyId = parseKeyToken((request.get('authorization') ?? '').replace(/^bearer +/i, ''))?.keyId;
  return {
    action: limited ? 'sign_in.limited' : 'sign_in.refused',
    target: keyId === undefined ? `operation/${operation}` : `api_key/${keyId}`,
    requestId,
    reason: problem.message,
    network: coarseNetworkOf(request.ip),
  };
}

function textsOf(params: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
