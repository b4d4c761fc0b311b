export interface Served {
  readonly requests: number;
  readonly serverErrors: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

const COUNT = /^tenantry_http_request_seconds_count\{.*route="([^"]*)".*status="(\d+)"\} (\d+)$/gm;
/** What others than the fuzzer ask for. */
const OUR_OWN = new Set(['/metrics', '/readyz', '/v1/whoami']);

/** How many requests the control plane has answered with what, by its own count. */
export async function requestsOf(address: string): Promise<Served> {
  return servedBy(await (await fetch(`${address}/metrics`)).text());
}

export function servedBy(metrics: string): Served {
  const byStatus: Record<string, number> = {};
  for (const [, route = '', status = '', count] of metrics.matchAll(COUNT)) {
    if (!OUR_OWN.has(route)) byStatus[status] = (byStatus[status] ?? 0) + Number(count);
  }
  const sum = (matches: (status: string) => boolean) =>
    Object.entries(byStatus).reduce((total, [status, count]) => total + (matches(status) ? count : 0), 0);
  return { requests: sum(() => true), serverErrors: sum(status => status.startsWith('5')), byStatus };
}
