import { EVENTS } from '@tenantry/contracts/commercial/event';
import { formatMinor } from '@tenantry/contracts/commercial/money';
import type { z } from 'zod';
import type { Change } from '../storage/aggregates.ts';
import { type Content, FOOTER, linkTo, rendered } from './page.ts';

type DataOf<E extends keyof typeof EVENTS> = z.output<(typeof EVENTS)[E]['data']>;

/** Steps against a tenant that it is told of, as the events of the change say them. In a dry run there are none. */
export type Notice =
  | ({ readonly is: 'reminded' } & DataOf<'enforcement.reminded'>)
  | ({ readonly is: 'announced' } & DataOf<'enforcement.notice_given'>)
  | ({ readonly is: 'suspended' } & DataOf<'enforcement.suspended'>)
  | ({ readonly is: 'released' } & DataOf<'enforcement.released'>);

export function noticesIn({ events }: Pick<Change<unknown>, 'events'>): readonly Notice[] {
  return events.flatMap(({ type, data }): Notice[] => {
    switch (type) {
      case 'enforcement.reminded':
        return [{ is: 'reminded', ...EVENTS[type].data.parse(data) }];
      case 'enforcement.notice_given':
      case 'enforcement.notice_extended':
        return [{ is: 'announced', ...EVENTS[type].data.parse(data) }];
      case 'enforcement.suspended':
        return [{ is: 'suspended', ...EVENTS[type].data.parse(data) }];
      case 'enforcement.released':
        return [{ is: 'released', ...EVENTS[type].data.parse(data) }];
      default:
        return [];
    }
  });
}

/** A letter about what is announced, or was done. Customers and colleagues read the same, but for the link. */
export function noticeLetter(occasion: {
  readonly notices: readonly Notice[];
  readonly at: string;
  readonly audience: 'staff' | 'customer';
  readonly tenantId: string | undefined;
  readonly tenantName: string | undefined;
  readonly publicUrl: URL | undefined;
}): Content {
  const { notices, at, audience, tenantId, tenantName = '', publicUrl } = occasion;
  const said = notices.map(saidOf);
  const heading = said.map(({ title }) => title).join('; ');
  const isStaff = audience === 'staff';
  return rendered({
    subject: `${tenantName}: ${heading}`,
    heading: `${tenantName}: ${heading}`,
    paragraphs: said.map(({ text }) => text),
    facts: [...said.flatMap(({ facts }) => facts), ['As of', at]],
    ...(isStaff &&
      publicUrl &&
      tenantId !== undefined && {
        link: { title: 'Open the tenant', url: linkTo(publicUrl, `tenants/${tenantId}`) },
      }),
    footer: isStaff ? FOOTER : 'You are told because you are a contact of this account.',
  });
}

interface Said {
  readonly title: string;
  readonly text: string;
  readonly facts: readonly (readonly [string, string])[];
}

function saidOf(notice: Notice): Said {
  switch (notice.is) {
    case 'reminded': {
      const { kind, overdueMinor, currency, overdueSince } = notice;
      return {
        title: kind === 'warning' ? 'Last reminder: a payment is overdue' : 'A payment is overdue',
        text:
          kind === 'warning'
            ? 'The next step is the announcement of a suspension. A payment ends this by itself.'
            : 'Please pay it, or say what is wrong with it. If it is paid already, nothing is to be done.',
        facts: [
          ['Overdue', `${formatMinor(BigInt(overdueMinor), currency)} ${currency}`],
          ['Since', overdueSince],
        ],
      };
    }
    case 'announced':
      return {
        title: `Suspension announced for ${notice.endsAt}`,
        text: 'Nothing stops before that time. Afterwards the services stop, and all data is kept. It is called off by itself as soon as the reason is gone.',
        facts: [
          ['Reason', reasonOf(notice.ground)],
          ['Suspended from', notice.endsAt],
        ],
      };
    case 'suspended':
      return {
        title: 'Suspended',
        text: 'The services are stopped, and all data is kept. They come back by themselves as soon as the reason is gone.',
        facts: [
          ['Reason', notice.grounds.map(reasonOf).join(', ')],
          ...(notice.until === null ? [] : [['Until', notice.until] as const]),
        ],
      };
    case 'released':
      return {
        title: 'The suspension is over',
        text: 'The services are started again.',
        facts: [],
      };
  }
}

function reasonOf(ground: string): string {
  return ground === 'overdue'
    ? 'a payment is overdue'
    : `use of ${ground.replace(/^usage:/, '')} beyond the plan`;
}
