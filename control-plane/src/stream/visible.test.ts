import { ROLES } from '@tenantry/contracts/api/roles';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLICY } from '../access/policy.ts';
import { mayHear, mayKnow, SHOWN_BY } from './visible.ts';

const person = (roles: readonly (typeof ROLES)[number][], tenantId?: string) => ({
  id: 'user:test',
  name: 'test',
  roles,
  ...(tenantId !== undefined && { tenantId }),
});

test('what shows each kind of thing is an operation of the policy table', () => {
  const missing = Object.values(SHOWN_BY).filter(operation => !Object.hasOwn(POLICY, operation));
  expect(missing).toEqual([]);
});

test('nobody who is bound to a tenant knows of another tenant, or of what is nobody’s own, whatever the roles and kind', () => {
  const kinds = fc.oneof(fc.constantFrom(...Object.keys(SHOWN_BY)), fc.string());
  fc.assert(
    fc.property(fc.subarray([...ROLES]), kinds, fc.constantFrom('globex', undefined), (roles, kind, of) => {
      expect(mayKnow(person(roles, 'acme'), kind, of)).toBe(false);
    }),
  );
});

test('whoever may read a thing may know of it, and nobody else', () => {
  expect(mayKnow(person(['viewer']), 'tenant', 'acme')).toBe(true);
  expect(mayKnow(person(['ingest']), 'tenant', 'acme')).toBe(false);
  expect(mayKnow(person(['viewer']), 'webhook', undefined)).toBe(false);
  expect(mayKnow(person(['tenant'], 'acme'), 'statement', 'acme')).toBe(true);
  expect(mayKnow(person(['tenant'], 'acme'), 'tenant_note', 'acme')).toBe(false);
  // Not named: for those who may follow all events.
  expect(mayKnow(person(['cs']), 'something new', undefined)).toBe(true);
  expect(mayKnow(person(['viewer']), 'something new', undefined)).toBe(false);
  expect(mayKnow({ ...person(['admin']), operations: ['followStream'] }, 'tenant', 'acme')).toBe(false);
});

test('a tenant does not hear what is weighed about it, and hears what was decided', () => {
  const about = (type: string) => ({ type, kind: 'enforcement', tenantId: 'acme' });
  for (const type of ['rehearsed', 'exempted', 'exemption_ended', 'approval_needed']) {
    expect(mayHear(person(['tenant'], 'acme'), about(`enforcement.${type}`))).toBe(false);
    expect(mayHear(person(['admin'], 'acme'), about(`enforcement.${type}`))).toBe(false);
    expect(mayHear(person(['admin']), about(`enforcement.${type}`))).toBe(true);
  }
  expect(mayHear(person(['admin'], 'acme'), about('enforcement.step_taken'))).toBe(
    mayKnow(person(['admin'], 'acme'), 'enforcement', 'acme'),
  );
});
