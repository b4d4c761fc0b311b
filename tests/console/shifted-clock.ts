import { ServerResponse } from 'node:http';

/**
 * Loaded before anything else of a process: its clock then goes on from another instant. Pictures of the console show
 * times, and so would differ each time that they are taken.
 */
const shift = Number(process.env['CLOCK_SHIFT_MS'] ?? 0);
const Real = globalThis.Date;

class ShiftedDate extends Real {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(Real.now() + shift);
    else super(...given);
  }

  static override now(): number {
    return Real.now() + shift;
  }
}

if (shift !== 0) {
  // Dates that were made of numbers (year, month, …) are made as ever.
  const shifted = new Proxy(ShiftedDate, {
    construct: (target, given, newTarget) =>
      given.length > 1
        ? Reflect.construct(Real, given, newTarget)
        : Reflect.construct(target, given, newTarget),
  });
  Object.assign(globalThis, { Date: shifted });
  // Node tells the date of an answer by a clock of its own, and whoever reads both would find one of them wrong.
  Object.defineProperty(ServerResponse.prototype, 'sendDate', { get: () => false, set: () => undefined });
}
