import { Problem } from '../http/problem.ts';

/** A place where tenants live. The first of the list is where those go that name none. */
export interface ClusterPlace {
  readonly name: string;
  readonly region: string;
}

export const LOCAL_CLUSTER: ClusterPlace = { name: 'default', region: 'local' };

/** @throws Problem invalid_request when no cluster has the name */
export function placeNamed(
  places: readonly ClusterPlace[],
  name: string | undefined,
  field: string,
): ClusterPlace {
  const place = name === undefined ? places[0] : places.find(known => known.name === name);
  if (place) return place;
  const names = places.map(known => known.name).join(', ');
  throw unknownPlace(field, 'unknown_cluster', `no cluster has that name; there are ${names}`);
}

/**
 * Where a tenant goes that names a cluster, or a region, or neither.
 * @throws Problem invalid_request when there is no such place
 */
export function placeFor(
  places: readonly ClusterPlace[],
  wish: { readonly cluster?: string | undefined; readonly region?: string | undefined },
  field: string,
): ClusterPlace {
  const { cluster, region } = wish;
  if (cluster === undefined && region !== undefined) {
    const place = places.find(known => known.region === region);
    if (place) return place;
    throw unknownPlace(`${field}/region`, 'unknown_region', `no cluster is in that region`);
  }
  const place = placeNamed(places, cluster, `${field}/cluster`);
  if (region === undefined || place.region === region) return place;
  throw unknownPlace(
    `${field}/region`,
    'unknown_region',
    `cluster ${place.name} is in region ${place.region}`,
  );
}

function unknownPlace(field: string, code: string, message: string): Problem {
  return new Problem('invalid_request', message, { errors: [{ field, code, message }] });
}
