import { defaultNamespace } from '@tenantry/contracts/tenancy/names';
import type { TenantSpec } from '@tenantry/contracts/tenancy/tenant';
import type { TierComponent, TierSpec } from '@tenantry/contracts/tenancy/tier';
import type { Fault } from './fault.ts';
import { substitute, templateVariables, type Variables } from './template.ts';

/** What a tenant is to run: the tier's template with the Tenant's permitted overrides and all values filled in. */
export interface EffectiveSpec {
  readonly tenant: { readonly name: string; readonly uid: string };
  readonly namespace: string;
  readonly tier: string;
  readonly revision: string;
  readonly quota: Readonly<Record<string, string>>;
  readonly limits: TierSpec['limits'];
  readonly podSecurity: TierSpec['podSecurity'];
  readonly network: TierSpec['network'];
  readonly featureFlags: Readonly<Record<string, boolean>>;
  readonly settings: Readonly<Record<string, string>>;
  readonly imagePullSecrets: TierSpec['imagePullSecrets'];
  readonly components: readonly TierComponent[];
  readonly owners: NonNullable<TenantSpec['owners']>;
}

export interface Resolution {
  readonly effective: EffectiveSpec;
  /**
   * Overrides that the tier forbids, without which the rest is realised all the same, and placeholders that mean
   * nothing (InvalidTemplate), with which nothing can be.
   */
  readonly faults: readonly Fault[];
}

export interface TenantIdentity {
  readonly name: string;
  readonly uid: string;
  readonly spec: TenantSpec;
}

export interface RevisionTemplate {
  readonly name: string;
  readonly tier: string;
  readonly template: TierSpec;
}

export function namespaceOf(tenant: { readonly name: string; readonly spec: TenantSpec }): string {
  return tenant.spec.namespace ?? defaultNamespace(tenant.name);
}

/** Merges a Tenant over its tier revision. Pure. */
export function resolve(tenant: TenantIdentity, revision: RevisionTemplate): Resolution {
  const { template } = revision;
  const namespace = namespaceOf(tenant);
  const featureFlags = { ...template.featureFlags, ...tenant.spec.featureFlags };
  const variables = templateVariables({
    tenant: tenant.name,
    namespace,
    tier: revision.tier,
    flags: featureFlags,
  });
  const faults = new FaultList();
  const components = template.components.map(component =>
    fillIn(overrideComponent(component, tenant.spec.components?.[component.name], faults), variables, faults),
  );
  for (const name of Object.keys(tenant.spec.components ?? {})) {
    if (!template.components.some(component => component.name === name)) {
      faults.add(
        'UnknownComponent',
        `spec.components.${name}: tier ${revision.tier} has no component of that name; remove the override or choose another tier.`,
      );
    }
  }
  return {
    effective: {
      tenant: { name: tenant.name, uid: tenant.uid },
      namespace,
      tier: revision.tier,
      revision: revision.name,
      quota: { ...template.quota, ...tenant.spec.quota },
      limits: template.limits,
      podSecurity: template.podSecurity,
      network: template.network,
      featureFlags,
      settings: mapValues(template.settings, (value, key) =>
        faults.substituted(`settings.${key}`, value, variables),
      ),
      imagePullSecrets: template.imagePullSecrets,
      components,
      owners: tenant.spec.owners ?? [],
    },
    faults: faults.all,
  };
}

type Override = NonNullable<TenantSpec['components']>[string];

function overrideComponent(
  component: TierComponent,
  override: Override | undefined,
  faults: FaultList,
): TierComponent {
  if (!override) return component;
  const at = `spec.components.${component.name}`;
  const { replicas, image, resources } = override;
  const refusals = {
    replicas: replicas === undefined ? undefined : replicasRefusal(component, replicas),
    image: image === undefined || component.overridable?.image ? undefined : NOT_OVERRIDABLE,
    resources: resources === undefined || component.overridable?.resources ? undefined : NOT_OVERRIDABLE,
  };
  for (const [field, why] of Object.entries(refusals)) {
    if (why !== undefined) faults.add('OverrideForbidden', `${at}.${field}: ${why}`);
  }
  return {
    ...component,
    ...(replicas !== undefined && refusals.replicas === undefined && { replicas }),
    ...(image !== undefined && refusals.image === undefined && { image }),
    ...(resources !== undefined && refusals.resources === undefined && { resources }),
  };
}

const NOT_OVERRIDABLE = 'the tier does not let a tenant choose it; remove the override.';

/** Why a tenant's count is not taken; an autoscaled component has none, whatever the tier lets a tenant choose. */
function replicasRefusal({ autoscaling, overridable }: TierComponent, replicas: number): string | undefined {
  if (autoscaling) {
    const { minReplicas, maxReplicas } = autoscaling;
    return `the component is autoscaled between ${minReplicas} and ${maxReplicas}, so the autoscaler chooses the count; remove the override.`;
  }
  const range = overridable?.replicas;
  if (!range) return NOT_OVERRIDABLE;
  if (replicas >= range.min && replicas <= range.max) return undefined;
  return `${replicas} is outside ${range.min} to ${range.max}, which the tier allows.`;
}

function fillIn(component: TierComponent, variables: Variables, faults: FaultList): TierComponent {
  const at = `components.${component.name}`;
  return {
    ...component,
    ...(component.args && {
      args: component.args.map((text, index) => faults.substituted(`${at}.args[${index}]`, text, variables)),
    }),
    ...(component.env && {
      env: component.env.map(entry =>
        entry.value === undefined
          ? entry
          : { ...entry, value: faults.substituted(`${at}.env.${entry.name}`, entry.value, variables) },
      ),
    }),
    ...(component.ingress && {
      ingress: {
        ...component.ingress,
        host: faults.substituted(`${at}.ingress.host`, component.ingress.host, variables),
      },
    }),
  };
}

class FaultList {
  readonly all: Fault[] = [];

  add(reason: Fault['reason'], message: string): void {
    this.all.push({ reason, message });
  }

  substituted(at: string, text: string, variables: Variables): string {
    const { text: result, unknown } = substitute(text, variables);
    if (unknown.length > 0) {
      const names = unknown.map(name => `\${${name}}`).join(', ');
      this.add(
        'InvalidTemplate',
        `${at} of the tier: ${names} means nothing; known are tenant.name, tenant.namespace, tier.name and flag.<name>.`,
      );
    }
    return result;
  }
}

function mapValues(
  record: Readonly<Record<string, string>>,
  map: (value: string, key: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
