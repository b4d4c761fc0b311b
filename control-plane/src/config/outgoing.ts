import { z } from 'zod';
import { parseNetwork } from '../outgoing/networks.ts';
import { list } from './values.ts';

const network = z.string().refine(text => {
  try {
    return parseNetwork(text).bits >= 0;
  } catch {
    return false;
  }
}, 'an address or a network such as 10.0.0.0/8');

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port such as 443')
  .transform(Number)
  .refine(value => value >= 1 && value <= 65_535, 'a port is from 1 to 65535');

export const outgoingEntries = {
  OUTGOING_ALLOW: list(network).optional().meta({
    description:
      'networks, separated by commas, that webhooks, mail, the issuer of sign-in and other connections to the outside may reach although they are not public, also without TLS: `10.20.0.0/16`. An address where a cloud tells its machines their credentials must be listed by itself',
  }),
  OUTGOING_PORTS: list(port).optional().meta({
    shownDefault: 'any',
    description: 'the only ports that such connections may go to, separated by commas',
  }),
};

export function outgoingOptionsOf(config: z.output<z.ZodObject<typeof outgoingEntries>>) {
  return { allow: config.OUTGOING_ALLOW ?? [], ports: config.OUTGOING_PORTS };
}
