import { OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import { NETWORK_POLICY } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed } from './meta.ts';

const EVERY_POD = {};
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/**
 * Deny by default both ways, then open what the tier declares. Policies only ever add up, so each opening is
 * an object of its own that can be read, and watched, alone.
 */
export function networkPolicies(effective: EffectiveSpec): Desired[] {
  const { dns, ingressFrom, egress } = effective.network;
  const policies = [
    policy(effective, OBJECT_NAME.denyAll, { policyTypes: ['Ingress', 'Egress'] }),
    policy(effective, OBJECT_NAME.allowDns, {
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: dns.namespace } },
              podSelector: { matchLabels: dns.podLabels },
            },
          ],
          ports: [
            { port: dns.port, protocol: 'UDP' },
            { port: dns.port, protocol: 'TCP' },
          ],
        },
      ],
    }),
    policy(effective, OBJECT_NAME.allowSameNamespace, {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: EVERY_POD }] }],
      egress: [{ to: [{ podSelector: EVERY_POD }] }],
    }),
  ];
  if (ingressFrom.length > 0) {
    policies.push(
      policy(effective, OBJECT_NAME.allowIngress, {
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchExpressions: [{ key: NAMESPACE_NAME, operator: 'In', values: [...ingressFrom] }],
                },
              },
            ],
          },
        ],
      }),
    );
  }
  if (egress.length > 0) {
    policies.push(
      policy(effective, OBJECT_NAME.allowEgress, {
        policyTypes: ['Egress'],
        egress: egress.map(({ cidr, except, ports }) => ({
          to: [{ ipBlock: { cidr, ...(except && except.length > 0 && { except }) } }],
          ...(ports &&
            ports.length > 0 && { ports: ports.map(({ port, protocol }) => ({ port, protocol })) }),
        })),
      }),
    );
  }
  return policies;
}

/** Both directions are said, empty ones too: a rule added by hand then takes a field of ours, and goes again. */
function policy(effective: EffectiveSpec, name: string, spec: Readonly<Record<string, unknown>>): Desired {
  return managed(effective, NETWORK_POLICY, name, {
    spec: { podSelector: EVERY_POD, ingress: [], egress: [], ...spec },
  });
}
