import { type Collection, scanAll } from '../storage/documents.ts';
import { NOBODY, type Rejected } from './rejected-inbox.ts';

/**
 * Removes rejected events that name a person: those of the tenant, and those whose tenant nobody could tell. They are
 * kept to mend senders with, so one too many does no harm. Answers how many.
 */
export async function forgetRejected(
  rejected: Collection<Rejected, 'age'>,
  tenantId: string,
  subject: string,
): Promise<number> {
  let count = 0;
  for (const owner of [tenantId, NOBODY]) {
    for await (const { id, event } of scanAll(rejected, { from: `${owner}/`, before: `${owner}0` })) {
      if (!names(event, subject)) continue;
      await rejected.remove([id]);
      count++;
    }
  }
  return count;
}

/** Wherever it stands, since a field of the wrong name may be why it was rejected; in what is no JSON, as text. */
function names(event: string, subject: string): boolean {
  try {
    return holds(JSON.parse(event), subject);
  } catch {
    const escaped = JSON.stringify(subject).slice(1, -1);
    return event.includes(subject) || event.includes(escaped);
  }
}

function holds(value: unknown, subject: string): boolean {
  if (typeof value !== 'object' || value === null) return value === subject;
  return Object.entries(value).some(([key, inner]) => key === subject || holds(inner, subject));
}
