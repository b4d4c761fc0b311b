import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { alertLevelSchema } from './alert.ts';
import { alertIdSchema } from './alert-api.ts';
import { tenantIdSchema, timeSchema } from './tenant.ts';

/** What became of telling people by e-mail. */

export const DELIVERY_STATES = ['pending', 'sent', 'refused', 'given_up', 'withdrawn'] as const;
export const mailDeliveryStateSchema = z.enum(DELIVERY_STATES).meta({
  id: 'MailDeliveryState',
  description:
    'pending: to be sent, or sent again. sent: the mail server took it. refused: the mail server never will. given_up: it was tried for days. withdrawn: the recipient is none any more',
});

export const DELIVERY_ERRORS = [
  'unreachable',
  'not_allowed',
  'tls',
  'sign_in',
  'sender_refused',
  'recipient_refused',
  'message_refused',
  'timeout',
  'try_later',
  'other',
] as const;
export const mailErrorSchema = z.enum(DELIVERY_ERRORS).meta({
  id: 'MailError',
  description:
    'What kind of failure it was; the code that the mail server answered is in the log. sender_refused: it takes nothing from this sender, or not without another sign-in; all e-mails wait. not_allowed: its address may not be reached from here. try_later: it asked for patience',
});
export type MailError = z.infer<typeof mailErrorSchema>;

export const mailDeliverySchema = z
  .strictObject({
    deliveryId: z.string(),
    about: z.enum(['alert', 'enforcement']).meta({
      description: 'alert: a change of level. enforcement: a step of what is done about overuse or a debt',
    }),
    alertId: alertIdSchema.optional().meta({ description: 'Of one about an alert' }),
    tenantId: tenantIdSchema.nullable(),
    version: z.int().meta({ description: 'Which change of that it tells of' }),
    level: alertLevelSchema.optional().meta({ description: 'Of one about an alert' }),
    to: z.string().nullable().meta({
      description: 'The address, while it is one of the recipients; it is kept nowhere else',
    }),
    messageId: z.string().meta({ description: 'Of the e-mail: the same however often it is sent' }),
    state: mailDeliveryStateSchema,
    attempts: z.int(),
    error: mailErrorSchema.optional().meta({ description: 'Of the last attempt' }),
    createdAt: timeSchema('When it was decided to send it'),
    nextAt: timeSchema('When it is tried next').optional(),
    sentAt: timeSchema('When the mail server took it').optional(),
  })
  .meta({ id: 'MailDelivery' });
export type MailDeliveryBody = z.infer<typeof mailDeliverySchema>;

export const mailDeliveryQuerySchema = z.strictObject({
  state: mailDeliveryStateSchema.optional(),
  alertId: alertIdSchema.optional(),
  ...pageQuery,
});

export const mailDeliveryPageSchema = z
  .strictObject({ items: z.array(mailDeliverySchema), next: nextSchema })
  .meta({
    id: 'MailDeliveryPage',
    description: 'Newest first. A page may have fewer items than asked for while there is a `next`',
  });

export const mailStatusSchema = z
  .strictObject({
    configured: z
      .boolean()
      .meta({ description: 'Whether a mail server is configured; without one nothing is sent' }),
    from: z.string().nullable(),
    pending: z.int().meta({ description: 'E-mails that are to be sent, 1,000 at most' }),
  })
  .meta({ id: 'MailStatus' });

export const testMailSchema = z.strictObject({ to: z.email().max(254) }).meta({ id: 'TestMail' });

export const testMailOutcomeSchema = z
  .strictObject({ accepted: z.boolean(), error: mailErrorSchema.optional() })
  .meta({ id: 'TestMailOutcome', description: 'Whether the mail server took it' });
