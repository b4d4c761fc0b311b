import { z } from 'zod';

/** What a principal may be. `tenant` is a customer's own: it sees one tenant, its own. */
export const ROLES = ['admin', 'finance', 'cs', 'onboarding', 'ingest', 'viewer', 'tenant'] as const;

export const roleSchema = z.enum(ROLES).meta({ id: 'Role' });
export type Role = z.infer<typeof roleSchema>;
