import type { LocalProduct } from './local-product.ts';
import type { StartOptions } from './start-options.ts';

/** What to open and to type now, with full paths: nothing of this is on PATH or in the user's own kubeconfig. */
export async function welcome(product: LocalProduct, { console }: StartOptions): Promise<string> {
  const parts = [
    ...(product.cluster ? await clusterLines(product) : []),
    ...controlPlaneLines(product),
    ...(console ? consoleLines(product) : []),
  ];
  return parts.join('\n');
}

function controlPlaneLines({ controlPlane }: LocalProduct): string[] {
  if (controlPlane === undefined) return [];
  const { address, keyFile, log } = controlPlane;
  return [
    '',
    `The API:      ${address}, described at ${address}/openapi`,
    `The docs:     ${address}/docs/`,
    `An admin key: ${keyFile}`,
    `Its log:      ${log}`,
    '',
    'In another terminal:',
    `  export API=${address}`,
    `  export KEY=$(cat ${keyFile})`,
    '',
    '  curl -H "Authorization: Bearer $KEY" $API/v1/tenants',
    '  curl -H "Authorization: Bearer $KEY" "$API/v1/usage/top?meter=query"',
    '  curl -H "Authorization: Bearer $KEY" "$API/v1/health?sort=score"',
    '  curl -H "Authorization: Bearer $KEY" $API/v1/alerts',
  ];
}

/** Last, so that it is what is seen. The key is one of this start: it ends with its store. */
function consoleLines({ controlPlane }: LocalProduct): string[] {
  if (controlPlane === undefined) return [];
  return ['', `Open          ${controlPlane.address}/`, `sign in with  ${controlPlane.key}`];
}

async function clusterLines(product: LocalProduct): Promise<string[]> {
  const cluster = product.requireCluster();
  const tenants = await product.kubectl('get', 'tenants.tenantry.dev');
  const lines = [
    tenants.trimEnd(),
    '',
    'In another terminal:',
    `  export KUBECONFIG=${cluster.kubeconfig}`,
    `  alias kubectl=${cluster.kubectl}`,
    '',
    '  kubectl get tenants,tiers,tierrevisions',
    '  kubectl get all,networkpolicies,resourcequotas -n t-sample-pro',
    '  kubectl delete networkpolicy --all -n t-sample-pro      # they come back',
    `  kubectl patch tenant sample-community --type=merge -p '{"spec":{"tier":"pro"}}'   # the API tells the drift`,
    '  kubectl explain tenant.spec',
    '',
    `The operator's log: ${product.operator?.log}`,
    `Its metrics:        ${product.operator?.probes}/metrics`,
  ];
  if (cluster.source === 'context') {
    lines.push('', 'The cluster was running already: what was applied to it stays when this ends.');
  }
  return lines;
}
