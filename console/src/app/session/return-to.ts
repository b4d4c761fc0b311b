/** Only addresses of this console: whoever made the link may be anybody. */
export function returnTo(given: unknown): string {
  return typeof given === 'string' && /^\/(?![/\\])/.test(given) ? given : '/';
}
