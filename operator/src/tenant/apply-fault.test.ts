import { expect, it } from 'vitest';
import { ForeignObjectError } from '../runtime/apply/foreign-object.ts';
import { applyFault } from './apply-fault.ts';
import { SERVICE } from './kinds.ts';

it('a name that an owner’s object has is named with the command that frees it, and waits for a person', () => {
  const error = new ForeignObjectError(SERVICE, { name: 'api', namespace: 't-sample-acme' }, undefined);
  const fault = applyFault(error);
  expect(fault).toMatchObject({ reason: 'NameTaken', stalled: true });
  expect(fault.message).toContain('Service api in namespace t-sample-acme');
  expect(fault.message).toContain('kubectl delete service api -n t-sample-acme');
});
