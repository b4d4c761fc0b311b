/** A stretch of time that is asked for: the month of the subscription that is under way, or from a time to another. */
export type Span = { readonly period: 'current' } | { readonly from: string; readonly to: string };

/** What an address asks for; anything that is no stretch of time is the present month. */
export function spanOf(from: string | undefined, to: string | undefined): Span {
  const [start, end] = [new Date(from ?? ''), new Date(to ?? '')];
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()) || start >= end)
    return { period: 'current' };
  return { from: start.toISOString(), to: end.toISOString() };
}
