/**
 * Puts a client into a clock of its own, as far as its leases show it: what it writes is stamped
 * `skewMs` later than its real time, and what it reads is shifted back by as much. Towards others it
 * then looks like a holder whose clock is wrong by hours, and to itself its clock looks right.
 */
export function shiftLeaseTimes(text: string, skewMs: number): string {
  return text.replace(
    /"(acquireTime|renewTime)":\s*"([^"]+)"/g,
    (_, field: string, time: string) => `"${field}":"${shiftMicroTime(time, skewMs)}"`,
  );
}

/** A MicroTime keeps its 6 fractional digits: the API server refuses any other count. */
function shiftMicroTime(time: string, skewMs: number): string {
  const micros = /\.(\d{3})(\d{3})Z$/.exec(time)?.[2] ?? '000';
  const shifted = new Date(Date.parse(time) + skewMs).toISOString();
  return `${shifted.slice(0, -1)}${micros}Z`;
}
