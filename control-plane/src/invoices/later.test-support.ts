import type { Between } from '../usage/unreliable-store.test-support.ts';

/** Lets everything through until it is told what stands in between: a process begins before it is disturbed. */
export class Later implements Between {
  inner: Between | undefined;
  before = (call: string) => this.inner?.before(call) ?? Promise.resolve(0);
  after = (number: number) => this.inner?.after(number) ?? Promise.resolve();
  half = (number: number) => this.inner?.half(number) ?? false;
}
