const LOOPBACK = /^(localhost|([\w-]+\.)+localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host name means this machine, so that nobody else can listen in. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
