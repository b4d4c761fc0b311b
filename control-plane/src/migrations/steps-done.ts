import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  type Store,
  scanAll,
} from '../storage/documents.ts';

const markSchema = z.object({
  /** `<number, four digits>/begun` or `…/done`: whoever inserts it first has said so, and nobody says it again. */
  id: z.string(),
  step: z.int().min(1),
  name: z.string(),
  at: z.string(),
  /** Which process it was, for people. */
  by: z.string(),
});
type Mark = z.infer<typeof markSchema>;

const stepMarksSpec: CollectionSpec<Mark> = {
  name: 'store_steps',
  indexes: {},
  parse: value => markSchema.parse(value),
};

const DIGITS = 4;
const markId = (step: number, what: 'begun' | 'done') => `${String(step).padStart(DIGITS, '0')}/${what}`;

export interface StepNamed {
  readonly number: number;
  readonly name: string;
}

/** Which steps were begun and which are done, kept in the store itself. Marks are inserted, never changed. */
export class StepsDone {
  readonly #marks: Collection<Mark>;
  readonly #clock: Clock;
  readonly #by: string;

  private constructor(marks: Collection<Mark>, clock: Clock, by: string) {
    this.#marks = marks;
    this.#clock = clock;
    this.#by = by;
  }

  static async open(store: Store, clock: Clock, by: string): Promise<StepsDone> {
    return new StepsDone(await store.collection(stepMarksSpec), clock, by);
  }

  /** The highest step that anybody began: what the layout of the store may be. 0 when there is none. */
  async version(): Promise<number> {
    const [last] = await this.#marks.scan({ descending: true, limit: 1 });
    return last?.step ?? 0;
  }

  async isDone(step: number): Promise<boolean> {
    return (await this.#marks.get(markId(step, 'done'))) !== undefined;
  }

  begin(step: StepNamed): Promise<'inserted' | 'exists'> {
    return this.#mark(step, 'begun');
  }

  end(step: StepNamed): Promise<'inserted' | 'exists'> {
    return this.#mark(step, 'done');
  }

  async all(): Promise<readonly Mark[]> {
    const marks: Mark[] = [];
    for await (const mark of scanAll(this.#marks, {})) marks.push(mark);
    return marks;
  }

  #mark({ number, name }: StepNamed, what: 'begun' | 'done'): Promise<'inserted' | 'exists'> {
    return insertOne(this.#marks, {
      id: markId(number, what),
      step: number,
      name,
      at: isoTime(this.#clock.now()),
      by: this.#by,
    });
  }
}
