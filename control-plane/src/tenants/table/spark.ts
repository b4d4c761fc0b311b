import { SPARK_MOST } from '@tenantry/contracts/commercial/tenant-table';

/** Quantities as digits of base 16: 0 for none, 1 to f for a share of the greatest one; what is little is no nothing. */
export function sparkOf(quantities: readonly bigint[]): string {
  const most = quantities.reduce((greatest, one) => (one > greatest ? one : greatest), 0n);
  if (most === 0n) return '0'.repeat(quantities.length);
  const steps = BigInt(SPARK_MOST);
  return quantities
    .map(quantity => (quantity <= 0n ? 0 : Number((quantity * steps + most - 1n) / most)).toString(16))
    .join('');
}
