import { useQuery } from '@tanstack/vue-query';
import { watchDebounced } from '@vueuse/core';
import { computed, type Ref, reactive, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, read } from '../../../shared/api/client.ts';
import { type Fault, quickFaults, serverFaults } from '../draft/faults.ts';
import type { Draft } from '../draft/use-draft.ts';
import { FORM_STEPS, type FormStep, type Step } from '../draft/wizard-form.ts';

/**
 * What is wrong with the form: what can be seen at once, and what the control plane finds in the version that is saved.
 * A field that is wrong is told when its step was tried, and what is written wrongly a moment after it was.
 */
export function useStepFaults(draft: Draft, step: Readonly<Ref<Step>>) {
  const { t, te } = useI18n();
  const tried = ref<ReadonlySet<Step>>(new Set());
  const settled = shallowRef(draft.form.value);
  watchDebounced(
    draft.form,
    form => {
      settled.value = form;
    },
    { debounce: 600 },
  );
  const version = computed(() => draft.submission.value?.version ?? 0);
  const validation = reactive(
    useQuery({
      queryKey: computed(() => ['onboarding', draft.id.value, 'validation', version.value]),
      queryFn: ({ signal }) =>
        read(
          api.GET('/v1/onboarding/submissions/{submissionId}/validation', {
            params: { path: { submissionId: draft.id.value ?? '' } },
            signal,
          }),
        ),
      enabled: computed(() => draft.id.value !== undefined && version.value > 0),
    }),
  );

  const own = computed(() => quickFaults(draft.form.value));
  const faults = computed<readonly Fault[]>(() => {
    // What was found is of what was saved: while something else is typed it may be wrong already.
    const current = draft.state.value === 'saved' ? validation.data?.formSteps : undefined;
    return [...own.value, ...serverFaults(draft.form.value, current ?? [], own.value)];
  });
  const faultsOf = (name: Step) => faults.value.filter(fault => fault.step === name);
  const isTold = (fault: Fault): boolean =>
    tried.value.has(fault.step) ||
    (fault.missing !== true && draft.form.value[fault.step] === settled.value[fault.step]);
  const textOf = ({ code, message }: Fault): string =>
    te(`onboarding.faults.${code}`)
      ? t(`onboarding.faults.${code}`)
      : (message ?? t('onboarding.faults.other'));

  return {
    faults,
    faultsOf,
    faulty: computed(() => new Set<FormStep>(FORM_STEPS.filter(name => faultsOf(name).length > 0))),
    /** Faults of this step that somebody tried to leave. */
    summary: computed(() =>
      (step.value === 'review' ? faults.value : faultsOf(step.value))
        .filter(() => tried.value.has(step.value))
        .map(fault => ({
          field: fault.field,
          step: fault.step,
          label: labelOf(fault.field, t),
          text: textOf(fault),
        })),
    ),
    errorAt: (field: string) => {
      const found = faults.value.find(fault => fault.field === field && isTold(fault));
      return found && textOf(found);
    },
    tryStep: (name: Step) => {
      tried.value = new Set([...tried.value, name]);
    },
    wasTried: (name: Step) => tried.value.has(name),
    /** Asks the control plane about what is saved now. */
    look: async () => {
      if (draft.id.value !== undefined) await validation.refetch();
    },
    slugFree: computed(() => {
      const company = validation.data?.formSteps.find(one => one.step === 'company');
      const looked = draft.state.value === 'saved' && company?.complete === true;
      // With a fault elsewhere nobody has looked yet.
      const others = validation.data?.formSteps.some(
        one => ['plan', 'placement'].includes(one.step) && !one.complete,
      );
      return looked && others === false && draft.form.value.company.slug !== '';
    }),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  '/plan/currency': 'billingCurrency',
  '/company/contractValue/amountMinor': 'amount',
  '/company/contractValue/currency': 'currency',
};

function labelOf(field: string, t: (key: string, named?: Record<string, unknown>) => string): string {
  const contact = /^\/contacts\/contacts\/(\d+)\/(\w+)$/.exec(field);
  if (contact) {
    const person = t('onboarding.person', { nth: Number(contact[1]) + 1 });
    return `${person}, ${t(`onboarding.fields.${contact[2]}`)}`;
  }
  if (field.startsWith('/placement/quota/')) return t('onboarding.quota');
  const name = NAMES[field] ?? field.split('/')[2] ?? '';
  return t(`onboarding.fields.${name}`);
}
