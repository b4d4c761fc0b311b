/** Resolves, once, with the signal that asks this process to end. Further ones are heard and change nothing. */
export function endSignal(): Promise<NodeJS.Signals> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}
