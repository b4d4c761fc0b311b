/** What the line of a fence says beyond its language, such as `not-run="needs a registry of images"`. */
export interface Marks {
  readonly notRun: string | undefined;
  readonly stays: string | undefined;
  readonly exit: number | undefined;
  readonly answer: string | undefined;
  readonly unknown: readonly string[];
}

const MARK = /([\w-]+)="([^"]*)"|(\S+)/g;

export function marksOf(meta: string): Marks {
  let notRun: string | undefined;
  let stays: string | undefined;
  let exit: number | undefined;
  let answer: string | undefined;
  const unknown: string[] = [];
  for (const [whole, name, value = ''] of meta.matchAll(MARK)) {
    if (name === 'not-run') notRun = value;
    else if (name === 'stays') stays = value;
    else if (name === 'answer') answer = value;
    else if (name === 'exit' && /^\d{1,3}$/.test(value)) exit = Number(value);
    else unknown.push(whole);
  }
  return { notRun, stays, exit, answer, unknown };
}
