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
  const message = `no cluster has that name: ${places.map(known => known.name).join(', ')}`;
  throw new Problem('invalid_request', message, { errors: [{ field, code: 'unknown_cluster', message }] });
}
