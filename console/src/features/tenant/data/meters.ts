import { api, read } from '../../../shared/api/client.ts';
import { useReading } from './reading.ts';
import type { MeterState } from './types.ts';

type MeterWords = Pick<MeterState, 'title' | 'unit' | 'scale' | 'types'>;

/** What meters are called and counted in. */
export function useMeters(tenantId: string): {
  readonly all: readonly MeterState[];
  of(key: string): MeterWords;
} {
  const meters = useReading({
    key: ['meter', 'tenant-page'],
    read: async signal => (await read(api.GET('/v1/meters', { signal }))).items,
    tenantId,
    heeds: ['meter'],
  });
  return {
    get all() {
      return meters.data ?? [];
    },
    // One that is not declared any more still has its name.
    of: key =>
      meters.data?.find(meter => meter.key === key) ?? { title: key, unit: '', scale: 0, types: [key] },
  };
}
