import type { OnboardingForm } from '@tenantry/contracts/commercial/onboarding';

/** A form that can be submitted as it is. */
export function completeForm(slug = 'sample-acme'): OnboardingForm {
  return {
    company: { slug, displayName: `${slug} (sample)`, tags: ['sample'] },
    contacts: { contacts: [{ name: 'Jo Doe', email: 'jo@example.com' }] },
    plan: { planId: 'pro' },
    placement: {},
  };
}
