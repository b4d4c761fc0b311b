import type { TierComponent } from '@tenantry/contracts/tenancy/tier';
import { INGRESS } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed } from './meta.ts';

export function ingress(effective: EffectiveSpec, component: TierComponent): Desired | undefined {
  const declared = component.ingress;
  if (!declared) return undefined;
  return managed(
    effective,
    INGRESS,
    component.name,
    {
      spec: {
        ...(declared.className !== undefined && { ingressClassName: declared.className }),
        ...(declared.tlsSecretName !== undefined && {
          tls: [{ hosts: [declared.host], secretName: declared.tlsSecretName }],
        }),
        rules: [
          {
            host: declared.host,
            http: {
              paths: [
                {
                  path: declared.path,
                  pathType: 'Prefix',
                  backend: { service: { name: component.name, port: { name: declared.port } } },
                },
              ],
            },
          },
        ],
      },
    },
    { component: component.name },
  );
}
