const TOLD_EVERY = 5_000;

/** Tells people, every few seconds, how far something long has come; what is quick says nothing. */
export function progressTo(note: (line: string) => void, now = () => performance.now()) {
  let told = now();
  let since = { what: '', count: 0, at: told };
  return (what: string, count: number): void => {
    const at = now();
    if (what !== since.what) since = { what, count: 0, at };
    if (at - told < TOLD_EVERY) return;
    told = at;
    const seconds = (at - since.at) / 1_000;
    const pace = seconds > 0 ? `, ${Math.round((count - since.count) / seconds)} a second` : '';
    note(`${what}: ${count} so far${pace}`);
  };
}
