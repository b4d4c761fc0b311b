import type { Allowance } from '@tenantry/contracts/commercial/plan';
import { table } from '../../contracts/generate/markdown.ts';
import type { Offer } from './shipped-tiers.ts';

interface Feature {
  readonly title: string;
  readonly of: (offer: Offer) => string;
  readonly why: string;
}

const allowance = (meter: string, why: string): Feature => ({
  title: `\`${meter}\` a month`,
  of: ({ plan }) => allowanceText(plan.allowances.find(one => one.meter === meter)),
  why,
});

const FEATURES: readonly Feature[] = [
  {
    title: 'runs',
    of: ({ tier }) =>
      tier.components
        .map(({ name, replicas, autoscaling, volume }) => {
          const count = autoscaling
            ? `${autoscaling.minReplicas} to ${autoscaling.maxReplicas}`
            : String(replicas);
          return `\`${name}\` × ${count}${volume ? ' with a volume' : ''}`;
        })
        .join(', '),
    why: 'One copy shows what the product does; two survive a node; more grow with load',
  },
  {
    title: 'reached from outside',
    of: ({ tier }) => (tier.components.some(({ ingress }) => ingress) ? 'by an Ingress' : 'no'),
    why: 'A public address is what strangers attack first, so it comes with the tier that somebody looks after',
  },
  {
    title: 'reaches out to',
    of: ({ tier }) =>
      tier.network.egress.length === 0
        ? 'nobody but its own namespace and DNS'
        : tier.network.egress
            .map(({ ports }) => `public addresses, port ${(ports ?? []).map(({ port }) => port).join(', ')}`)
            .join('; '),
    why: 'A free sign-up is the cheapest way to get a machine that sends spam; it stays closed',
  },
  {
    title: 'quota: CPU, memory, pods',
    of: ({ tier: { quota } }) =>
      ['requests.cpu', 'requests.memory', 'pods'].map(key => quota[key] ?? '–').join(', '),
    why: 'Room for what the tier runs, for a roll-out, and for a little of the tenant’s own',
  },
  allowance('ingestion', 'The value metric: it grows with what the customer gets out of the product'),
  allowance('query', 'Costs the vendor while it is served; billed by volume, falling with volume'),
  allowance(
    'timeline',
    'Meant as the dearest thing to serve: it has an end on pro, so that a loop in a script is no bill',
  ),
  allowance('signup', 'Growth of the customer is not taxed where it pays already'),
  {
    title: 'beyond the allowance',
    of: ({ plan }) => {
      const { usage } = plan.enforcement ?? {};
      if (usage === undefined) return 'told';
      const told = `told at ${usage.notifyAtPercent.join(', ')} %`;
      const from = usage.atPercent === undefined ? 'where use is refused' : `${usage.atPercent} %`;
      return usage.action === 'suspend'
        ? `${told}; beyond ${from} suspended ${days(usage.notice)} after the announcement`
        : told;
    },
    why: 'The less a customer pays, the sooner a machine decides; the more it pays, the more people decide',
  },
  {
    title: 'what is overdue',
    of: ({ plan }) => {
      const { overdue } = plan.enforcement ?? {};
      if (overdue === undefined || overdue.action === 'none') return 'nothing is billed';
      const reminded = `reminded on days ${overdue.remindAfterDays.join(', ')}, warned on day ${overdue.warnAfterDays}`;
      return overdue.action === 'suspend'
        ? `${reminded}, announced on day ${overdue.noticeAfterDays}, suspended ${days(overdue.notice)} later`
        : `${reminded}; people decide`;
    },
    why: 'Large customers pay late for reasons of their purchasing; a machine that stops them costs the contract',
  },
  {
    title: 'flags',
    of: ({ plan }) =>
      Object.entries(plan.featureFlags)
        .map(([name, on]) => `\`${name}\` ${on ? 'on' : 'off'}`)
        .join(', '),
    why: '`bulk-export` is an add-on on pro: who needs it knows, and who does not pays nothing for it',
  },
  {
    title: 'free days at first',
    of: ({ plan }) => (plan.trialDays === 0 ? 'none' : String(plan.trialDays)),
    why: 'The free plan needs no trial; a larger purchase takes longer to try',
  },
  {
    title: 'support tier',
    of: ({ plan }) => plan.supportTier,
    why: 'A word in the plan that your own support goes by. Tenantry has no support organisation behind it',
  },
];

/** Plans and Tiers as they are shipped, side by side, from control-plane/plans and operator/tiers. */
export function offerTable(offers: readonly Offer[]): string[] {
  return table(
    ['', ...offers.map(({ name }) => `\`${name}\``), 'why so'],
    FEATURES.map(({ title, of, why }) => [title, ...offers.map(of), why]),
  );
}

function allowanceText(found: Allowance | undefined): string {
  if (found === undefined) return 'not limited';
  const { quantity, policy, gracePercent } = found;
  if (quantity === 'unlimited') return 'without a limit';
  const beyond = {
    hard: 'then refused by checks',
    soft: 'then billed',
    grace: `billed up to ${gracePercent} % more, then refused`,
  };
  return `${BigInt(quantity).toLocaleString('en')}, ${beyond[policy]}`;
}

/** P7D as `7 days`. */
function days(notice: string): string {
  return notice.replace(/^P(\d+)D$/, '$1 days').replace(/^PT(\d+)H$/, '$1 hours');
}
