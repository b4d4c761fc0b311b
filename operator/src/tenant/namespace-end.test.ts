import { describe, expect, it } from 'vitest';
import { namespaceEndFault } from './namespace-end.ts';

const ended = (conditions: readonly object[], finalizers: readonly string[] = []) =>
  namespaceEndFault({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 't-sample-acme', deletionTimestamp: '2026-11-23T11:00:00Z', finalizers },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Terminating', conditions },
  });

describe('a namespace that does not end', () => {
  it('is told with the content and the finalizers that hold it, in the words of its conditions', () => {
    const { reason, message } = ended([
      { type: 'NamespaceContentRemaining', status: 'True', message: 'Some resources: configmaps. has 1' },
      { type: 'NamespaceFinalizersRemaining', status: 'True', message: 'sample.invalid/hold in 1 instance' },
      { type: 'NamespaceDeletionDiscoveryFailure', status: 'False', message: 'all discovered' },
    ]);
    expect(reason).toBe('DeletionBlocked');
    expect(message).toContain('since 2026-11-23T11:00:00Z');
    expect(message).toContain('configmaps. has 1.');
    expect(message).toContain('sample.invalid/hold in 1 instance. Let the controllers of these finalizers');
    expect(message).not.toContain('all discovered');
    expect(message).toContain('kubectl get namespace t-sample-acme -o yaml');
  });

  it('is told when it is the Namespace itself that is held', () => {
    expect(ended([], ['sample.invalid/self']).message).toContain('of its own: sample.invalid/self.');
  });

  it('is told when no controller works on it', () => {
    expect(ended([]).message).toContain('namespace controller runs');
  });
});
