import type { components } from '@tenantry/contracts/client/schema.generated';
import { apiFormOf, FORM_STEPS, type FormStep, type WizardForm } from './wizard-form.ts';

type ServerFault = components['schemas']['OnboardingSubmission']['formSteps'][number]['faults'][number];

/** What is wrong with a field. `field` is the pointer that the control plane names it by: `/company/slug`. */
export interface Fault {
  readonly step: FormStep;
  readonly field: string;
  /** A text of `onboarding.faults`, or what the control plane says when there is none. */
  readonly code: string;
  readonly message?: string;
  /** Nothing stands there yet: that is told when somebody wants to go on, and not while they are on their way. */
  readonly missing?: boolean;
}

const SLUG = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SLUG_MAX = 48;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TAG = /^[a-z0-9][a-z0-9_.:-]{0,39}$/;
const QUANTITY = /^\d+(\.\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;

/** What can be seen at once, before anything is sent. The control plane has the last word. */
export function quickFaults(form: WizardForm): Fault[] {
  return [...companyFaults(form), ...contactFaults(form), ...placementFaults(form)];
}

function companyFaults(form: WizardForm): Fault[] {
  const { company } = form;
  const { contractValue } = apiFormOf(form).company;
  const at = (name: string, code: string, missing = false): Fault => ({
    step: 'company',
    field: `/company/${name}`,
    code,
    ...(missing && { missing }),
  });
  const faults: Fault[] = [];
  if (company.displayName.trim() === '') faults.push(at('displayName', 'nameMissing', true));
  const slug = company.slug.trim();
  if (slug === '') faults.push(at('slug', 'slugMissing', true));
  else if (!SLUG.test(slug) || slug.length > SLUG_MAX) faults.push(at('slug', 'slugForm'));
  if (company.renewalDate !== '' && !DAY.test(company.renewalDate)) faults.push(at('renewalDate', 'day'));
  if (contractValue && !/^\d+$/.test(contractValue.amountMinor ?? ''))
    faults.push(at('contractValue/amountMinor', 'amount'));
  if (contractValue && (contractValue.currency ?? '') === '')
    faults.push(at('contractValue/currency', 'currencyMissing', true));
  if ((apiFormOf(form).company.tags ?? []).some(tag => !TAG.test(tag))) faults.push(at('tags', 'tag'));
  if (DAY.test(company.signedUpAt) && Date.parse(company.signedUpAt) > Date.now())
    faults.push(at('signedUpAt', 'future'));
  return faults;
}

function contactFaults({ contacts: { contacts } }: WizardForm): Fault[] {
  const begun = contacts
    .map((contact, nth) => ({ contact, nth }))
    .filter(({ contact }, nth) => nth === 0 || Object.values(contact).some(text => text.trim() !== ''));
  if (begun.length === 0)
    return [{ step: 'contacts', field: '/contacts/contacts/0/name', code: 'personMissing', missing: true }];
  return begun.flatMap(({ contact, nth }) => {
    const at = (name: string, code: string, missing = false): Fault => ({
      step: 'contacts',
      field: `/contacts/contacts/${nth}/${name}`,
      code,
      ...(missing && { missing }),
    });
    const faults: Fault[] = [];
    if (contact.name.trim() === '') faults.push(at('name', 'personMissing', true));
    if (contact.email.trim() === '') faults.push(at('email', 'mailMissing', true));
    else if (!MAIL.test(contact.email.trim())) faults.push(at('email', 'mail'));
    return faults;
  });
}

function placementFaults({ placement: { quota } }: WizardForm): Fault[] {
  return quota.flatMap(({ key, value }, nth) => {
    const at = (code: string, missing = false): Fault[] => [
      { step: 'placement', field: `/placement/quota/${nth}`, code, ...(missing && { missing }) },
    ];
    if (key === '') return value.trim() === '' ? [] : at('quotaKey', true);
    if (quota.findIndex(other => other.key === key) < nth) return at('quotaTwice');
    if (value.trim() === '') return at('quotaMissing', true);
    return QUANTITY.test(value.trim()) ? [] : at('quota');
  });
}

/** Codes of the control plane that have a text of their own. */
const TOLD: Readonly<Record<string, string>> = {
  slug_taken: 'slugTaken',
  in_future: 'future',
};

/** What the control plane found, at the fields of this page; what is found here already is not told twice. */
export function serverFaults(
  form: WizardForm,
  steps: readonly { readonly step: string; readonly faults: readonly ServerFault[] }[],
  own: readonly Fault[],
): Fault[] {
  const known = new Set(own.map(({ field }) => field));
  return steps.flatMap(({ step: name, faults }) => {
    const step = FORM_STEPS.find(one => one === name);
    if (step === undefined) return [];
    return faults
      .map(({ field, code, message }) => ({
        step,
        field: shownAt(form, field),
        code: TOLD[code] ?? code,
        message,
      }))
      .filter(({ field }) => !known.has(field) && !isWithin(field, known));
  });
}

const isWithin = (field: string, known: ReadonlySet<string>): boolean =>
  [...known].some(one => one.startsWith(`${field}/`));

/** Fields whose place on the page is another: blank contacts are not sent, and a quota is named by its key. */
function shownAt(form: WizardForm, field: string): string {
  const contact = /^\/contacts\/contacts\/(\d+)(.*)$/.exec(field);
  if (contact) {
    const filled = form.contacts.contacts.flatMap((one, nth) =>
      Object.values(one).some(text => text.trim() !== '') ? [nth] : [],
    );
    return `/contacts/contacts/${filled[Number(contact[1])] ?? contact[1]}${contact[2]}`;
  }
  if (field === '/contacts/contacts') return '/contacts/contacts/0/name';
  if (/^\/company\/tags\//.test(field)) return '/company/tags';
  if (field === '/company/contractValue') return '/company/contractValue/amountMinor';
  if (field === '/placement') return '/placement/cluster';
  const quota = /^\/placement\/quota\/(.+)$/.exec(field);
  if (quota) {
    const key = (quota[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
    const nth = form.placement.quota.findIndex(one => one.key === key);
    return `/placement/quota/${Math.max(nth, 0)}`;
  }
  return field;
}

const FOLDED: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ł: 'l',
};

/** A slug for a name: "Müller & Söhne GmbH" is mueller-soehne-gmbh. */
export function slugOf(name: string): string {
  return [...name.normalize('NFC').toLowerCase()]
    .map(letter => FOLDED[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, '');
}
