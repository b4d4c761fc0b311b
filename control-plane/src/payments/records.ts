import { paymentSchema } from '@tenantry/contracts/commercial/statement-api';

/** Money that came in: id `<tenantId>/<paymentId>`. Written once, it counts once; see contracts' payment.ts. */
export const paymentAggregate = { kind: 'payment', state: paymentSchema };
