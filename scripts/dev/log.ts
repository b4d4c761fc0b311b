/** Told what is being done, one line each, for people. */
export type Log = (line: string) => void;
