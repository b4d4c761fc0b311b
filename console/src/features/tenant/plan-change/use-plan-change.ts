import { computed, type Ref, reactive, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, read } from '../../../shared/api/client.ts';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { useToasts } from '../../../shared/ui/toasts/toasts.ts';
import { useCommand } from '../data/commands.ts';
import { useReading } from '../data/reading.ts';
import { useSubscription } from '../data/tenant-queries.ts';
import { addOnsOf, type Interval, intervalsOf, keptAddOns, type PlanChoice, type When } from './choice.ts';
import { usePreview } from './use-preview.ts';

/** Chooses a plan, shows what it would come to, and carries out exactly that. */
export function usePlanChange(tenantId: string, open: Ref<boolean>, done: () => void) {
  const { t } = useI18n();
  const { tell } = useToasts();
  const subscription = useSubscription(tenantId);
  const catalogue = useReading({
    key: ['plan_version', 'catalogue', 'tenant-page'],
    read: signal => read(api.GET('/v1/catalogue', { signal })),
    tenantId,
    heeds: ['plan_version', 'settings'],
  });
  const had = computed(() => subscription.data?.value);
  /** It never had one: there is nothing that it could be compared with. */
  const first = computed(() => subscription.error instanceof ApiProblem && subscription.error.status === 404);
  const planId = ref<string>();
  const interval = ref<Interval>('month');
  const when = ref<When>('now');
  const addOns = ref<Record<string, string>>({});
  const accepted = shallowRef<readonly string[]>([]);
  /** The preview that was looked at was overtaken, or its time was over; it was read again. */
  const overtaken = ref(false);

  const plan = computed(() => catalogue.data?.items.find(item => item.planId === planId.value));
  const intervals = computed(() => intervalsOf(plan.value, had.value?.currency));
  watch([plan, () => had.value?.plan], ([chosen], [before]) => {
    if (chosen?.planId === before?.planId && Object.keys(addOns.value).length > 0) return;
    addOns.value = keptAddOns(chosen, had.value?.plan);
    accepted.value = [];
    const wanted = had.value?.plan?.interval ?? 'month';
    interval.value = intervals.value.find(known => known === wanted) ?? intervals.value[0] ?? 'month';
  });
  const chosenAddOns = computed(() => addOnsOf(addOns.value));
  const choice = computed<PlanChoice | undefined>(() =>
    // Closed, nothing is looked at; and without a subscription there is nothing to look at.
    !open.value || planId.value === undefined || chosenAddOns.value === undefined || had.value === undefined
      ? undefined
      : { planId: planId.value, interval: interval.value, addOns: chosenAddOns.value, when: when.value },
  );
  const preview = usePreview(tenantId, choice);
  /** Of exactly this choice, and not what is kept in sight of the one before. */
  const current = computed(() => {
    const { data } = preview;
    const { value } = choice;
    if (data === undefined || value === undefined || preview.error !== null) return undefined;
    const { wanted } = data;
    const same =
      wanted.planId === value.planId &&
      wanted.interval === value.interval &&
      wanted.addOns.length === value.addOns.length &&
      wanted.addOns.every(({ key, quantity }) =>
        value.addOns.some(addOn => addOn.key === key && addOn.quantity === quantity),
      );
    return same ? data : undefined;
  });
  const stopping = computed(() => [
    ...new Set((current.value?.findings ?? []).filter(({ blocking }) => blocking).map(({ code }) => code)),
  ]);
  const blocked = computed(() =>
    first.value
      ? planId.value === undefined || chosenAddOns.value === undefined
      : current.value === undefined ||
        preview.isFetching ||
        stopping.value.some(code => !accepted.value.includes(code)),
  );

  const command = useCommand(
    tenantId,
    (
      given: {
        readonly reason: string;
        readonly token: string | undefined;
        readonly accepted: readonly string[];
      },
      key,
    ) => (given.token === undefined ? givePlan(given.reason, key) : carryOut(given, given.token, key)),
    () => {
      overtaken.value = false;
      tell(t(when.value === 'now' || first.value ? 'tenant.change.done' : 'tenant.change.scheduled'));
      done();
    },
  );
  const givePlan = (reason: string, key: string) =>
    read(
      api.POST('/v1/tenants/{tenantId}/change-plan', {
        params: { path: { tenantId }, header: { 'Idempotency-Key': key } },
        body: {
          planId: planId.value ?? '',
          interval: interval.value,
          addOns: [...(chosenAddOns.value ?? [])],
          reason,
        },
      }),
    );
  const carryOut = (
    given: { readonly reason: string; readonly accepted: readonly string[] },
    previewToken: string,
    key: string,
  ) => {
    const { value } = choice;
    if (value === undefined) throw new Error('nothing is chosen');
    return read(
      api.POST('/v1/tenants/{tenantId}/subscription/changes', {
        params: { path: { tenantId }, header: { 'Idempotency-Key': key } },
        body: {
          ...value,
          addOns: [...value.addOns],
          reason: given.reason,
          previewToken,
          ...(given.accepted.length > 0 ? { acceptFindings: [...given.accepted] } : {}),
        },
      }),
    );
  };
  // What was looked at is not what is: it is read again, and what was typed stays for the next try.
  watch(
    () => command.problem,
    problem => {
      if (!(problem instanceof ApiProblem) || ![409, 412].includes(problem.status)) return;
      overtaken.value = true;
      void preview.refetch();
    },
  );

  return reactive({
    catalogue,
    had,
    first,
    unreadable: computed(() => (first.value ? null : subscription.error)),
    planId,
    plan,
    interval,
    intervals,
    when,
    addOns,
    addOnsWrong: computed(() => chosenAddOns.value === undefined),
    preview,
    current,
    accepted,
    stopping,
    overtaken,
    blocked,
    busy: computed(() => command.busy),
    problem: computed(() => command.problem),
    confirm: (reason: string) =>
      command.run({
        reason,
        token: current.value?.previewToken,
        accepted: accepted.value.filter(code => stopping.value.some(stop => stop === code)),
      }),
  });
}

export type PlanChange = ReturnType<typeof usePlanChange>;
