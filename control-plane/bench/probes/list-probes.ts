import type { Api } from '../api-client.ts';
import type { Facts } from '../seed/facts.ts';
import { deepPages, hasTotal, PAGE, type Probe } from './probe.ts';

const LIST = '/v1/tenants';
const SORTS = ['name', 'slug', 'createdAt', 'updatedAt', 'renewalDate'].flatMap(sort => [sort, `-${sort}`]);

/** The list of tenants: each order, at its beginning and deep in it, each filter, and the search. */
export async function listProbes({ tenants }: Facts, api: Api): Promise<readonly Probe[]> {
  const count = (matches: (tenant: Facts['tenants'][number]) => boolean) =>
    hasTotal(tenants.filter(matches).length);
  const owner = tenants[0]?.owner ?? '';
  const ask = (query: string) => `${LIST}?limit=${PAGE}&${query}`;
  const sorted = await Promise.all(
    SORTS.map(async sort => ({
      name: `tenants by ${sort}`,
      paths: [ask(`sort=${sort}`), ...(await deepPages(api, LIST, `sort=${sort}`))],
      check: hasTotal(tenants.length),
    })),
  );
  const searches = ['harbor', 'labs%20amber', 'crm-fjord', 'nobody'];
  return [
    ...sorted,
    { name: 'tenants, 200 a page', paths: [`${LIST}?limit=200`], check: hasTotal(tenants.length) },
    { name: 'tenants of an owner', paths: [ask(`owner=${owner}`)], check: count(one => one.owner === owner) },
    { name: 'tenants of a plan', paths: [ask('plan=pro')], check: count(({ plan }) => plan === 'pro') },
    {
      name: 'tenants without a plan',
      paths: [ask('plan=unassigned')],
      check: count(({ plan }) => plan === undefined),
    },
    { name: 'tenants with a tag', paths: [ask('tag=key-account')] },
    { name: 'tenants that are suspended', paths: [ask('state=suspended')] },
    { name: 'tenants, searched', paths: searches.map(q => ask(`q=${q}`)) },
    { name: 'tenants, searched, of a plan, sorted', paths: [ask('q=health&plan=pro&sort=-updatedAt')] },
  ];
}
