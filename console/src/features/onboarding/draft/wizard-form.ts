import type { components } from '@tenantry/contracts/client/schema.generated';
import { decimal, plainDecimal } from '../../../shared/roi/roi-draft.ts';

type Schemas = components['schemas'];
export type ApiForm = Schemas['OnboardingForm'];

export const FORM_STEPS = ['company', 'contacts', 'plan', 'placement'] as const;
export type FormStep = (typeof FORM_STEPS)[number];
export const STEPS = [...FORM_STEPS, 'roi', 'review'] as const;
export type Step = (typeof STEPS)[number];

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly phone: string;
}

/** The form as it is typed: everything is text, so that half a value is kept as it is. */
export interface WizardForm {
  readonly company: {
    readonly displayName: string;
    readonly slug: string;
    readonly accountOwner: string;
    readonly renewalDate: string;
    readonly amount: string;
    readonly currency: string;
    readonly crmId: string;
    readonly tags: string;
    readonly signedUpAt: string;
  };
  readonly contacts: { readonly contacts: readonly Contact[] };
  readonly plan: {
    readonly planId: string;
    readonly version: string;
    readonly interval: string;
    readonly currency: string;
    readonly zone: string;
  };
  readonly placement: {
    readonly cluster: string;
    readonly region: string;
    readonly quota: readonly { readonly key: string; readonly value: string }[];
  };
}

export const EMPTY_CONTACT: Contact = { name: '', email: '', role: '', phone: '' };

export const emptyForm = (): WizardForm => formOf({});

export function formOf(form: ApiForm): WizardForm {
  const { company = {}, contacts = {}, plan = {}, placement = {} } = form;
  const currency = company.contractValue?.currency ?? '';
  return {
    company: {
      displayName: company.displayName ?? '',
      slug: company.slug ?? '',
      accountOwner: company.accountOwner ?? '',
      renewalDate: company.renewalDate ?? '',
      amount: majorOf(company.contractValue?.amountMinor ?? '', currency),
      currency,
      crmId: company.crmId ?? '',
      tags: (company.tags ?? []).join(', '),
      signedUpAt: company.signedUpAt ?? '',
    },
    contacts: {
      contacts: (contacts.contacts ?? []).map(({ name, email, role, phone }) => ({
        name: name ?? '',
        email: email ?? '',
        role: role ?? '',
        phone: phone ?? '',
      })),
    },
    plan: {
      planId: plan.planId ?? '',
      version: plan.version === undefined || plan.version === null ? '' : String(plan.version),
      interval: plan.interval ?? '',
      currency: plan.currency ?? '',
      zone: plan.zone ?? '',
    },
    placement: {
      cluster: placement.cluster ?? '',
      region: placement.region ?? '',
      quota: Object.entries(placement.quota ?? {}).map(([key, value]) => ({ key, value })),
    },
  };
}

type Sent = { readonly [Part in FormStep]: NonNullable<ApiForm[Part]> };

/** What is sent: what is blank is left out. */
export function apiFormOf({ company, contacts, plan, placement }: WizardForm): Sent {
  const { amount, currency, tags, ...texts } = company;
  const { version, ...choice } = plan;
  const worth = amount.trim() === '' ? undefined : { amountMinor: minorOf(amount, currency), currency };
  const words = tags
    .split(/[,;\n]/)
    .map(tag => tag.trim())
    .filter(tag => tag !== '')
    .slice(0, 100);
  const people = contacts.contacts
    .map(contact => filled({ ...contact }))
    .filter(contact => Object.keys(contact).length > 0);
  const quota = placement.quota.filter(({ key, value }) => key !== '' && value.trim() !== '');
  return {
    company: {
      ...filled(texts),
      ...(worth && { contractValue: filled(worth) }),
      ...(words.length > 0 && { tags: words }),
    },
    contacts: people.length > 0 ? { contacts: people } : {},
    plan: { ...filled(choice), ...(/^\d+$/.test(version) && { version: Number(version) }) },
    placement: {
      ...filled({ cluster: placement.cluster, region: placement.region }),
      ...(quota.length > 0 && {
        quota: Object.fromEntries(quota.map(({ key, value }) => [key, value.trim()])),
      }),
    },
  };
}

function filled<Texts extends Readonly<Record<string, string>>>(texts: Texts): Partial<Texts> {
  const kept: Partial<Texts> = {};
  for (const name in texts)
    if (texts[name]?.trim() !== '') Object.assign(kept, { [name]: texts[name]?.trim() });
  return kept;
}

function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** "1.250,50" is 125050 cents. What is no amount stays as it was typed, for the control plane to refuse. */
function minorOf(amount: string, currency: string): string {
  const digits = digitsOf(currency);
  // In a currency of three places, three digits behind a point are those.
  const read = digits === 3 ? plainDecimal(amount) : decimal(amount);
  const [, whole = '', rest = ''] = /^(\d+)(?:\.(\d*))?$/.exec(read) ?? [];
  if (whole === '' || rest.length > digits) return amount.trim().slice(0, 256);
  return `${whole}${rest.padEnd(digits, '0')}`.replace(/^0+(?=\d)/, '');
}

function majorOf(minor: string, currency: string): string {
  const digits = digitsOf(currency);
  if (!/^\d+$/.test(minor) || digits === 0) return minor;
  const padded = minor.padStart(digits + 1, '0');
  const rest = padded.slice(-digits);
  return /^0+$/.test(rest) ? padded.slice(0, -digits) : `${padded.slice(0, -digits)}.${rest}`;
}
