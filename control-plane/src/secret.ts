import { inspect } from 'node:util';

/** Something that is never printed: whatever shows a value, a log, JSON or a template, shows that it is hidden. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself: for whoever hands it on, never for a message. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
