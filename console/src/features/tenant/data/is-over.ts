import type { Tenant } from './types.ts';

/** Whether it is being, or was, deleted: nothing of it can be changed any more. */
export const isOver = (state: Tenant['state']): boolean => state === 'deleting' || state === 'deleted';
