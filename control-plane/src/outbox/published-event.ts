import { EVENT_SOURCE, EVENT_TYPE_PREFIX, type PublishedEvent } from '@tenantry/contracts/commercial/event';
import type { PlacedItem } from './outbox-reader.ts';
import { placeText } from './place-text.ts';

/** The event as others see it: by the CloudEvents specification 1.0 and its extension `sequence`. */
export function publishedEvent({ item, number, position }: PlacedItem): PublishedEvent {
  return {
    specversion: '1.0',
    id: item.key,
    source: EVENT_SOURCE,
    type: EVENT_TYPE_PREFIX + item.type,
    subject: item.subject,
    subjectversion: item.version,
    time: item.time,
    sequence: placeText({ number, position }),
    ...(item.tenantId !== undefined && { tenantid: item.tenantId }),
    datacontenttype: 'application/json',
    data: item.data,
  };
}
