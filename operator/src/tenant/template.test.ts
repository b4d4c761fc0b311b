import { describe, expect, it } from 'vitest';
import { substitute, templateVariables } from './template.ts';

const variables = templateVariables({
  tenant: 'sample-acme',
  namespace: 't-sample-acme',
  tier: 'pro',
  flags: { timeline: true, exports: false },
});

describe('substitution in tier values', () => {
  it('replaces every known placeholder', () => {
    const result = substitute(
      '${tenant.name}.${tier.name}/${tenant.namespace}?t=${flag.timeline}&e=${flag.exports}',
      variables,
    );
    expect(result).toEqual({ text: 'sample-acme.pro/t-sample-acme?t=true&e=false', unknown: [] });
  });

  it('names placeholders that mean nothing and leaves their text as it is', () => {
    expect(substitute('${tenant.uid}-${flag.gone}', variables)).toEqual({
      text: '${tenant.uid}-${flag.gone}',
      unknown: ['tenant.uid', 'flag.gone'],
    });
  });

  it('keeps an escaped placeholder as text', () => {
    expect(substitute('$${tenant.name}', variables).text).toBe('${tenant.name}');
  });

  it('never evaluates what was substituted', () => {
    const sly = templateVariables({ tenant: '${tier.name}', namespace: 'n', tier: 'pro', flags: {} });
    expect(substitute('${tenant.name}', sly).text).toBe('${tier.name}');
  });
});
