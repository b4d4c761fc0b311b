/** Milliseconds since the epoch as a MicroTime: exactly six fractional digits, or the API server refuses the object. */
export function microTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23)}000Z`;
}
