/**
 * Why a block of commands is not run: `not-run="<one of these>"`, or with what is meant in particular behind a semicolon. The
 * list is short on purpose; what fits none of them can be run.
 */
export const REASONS: readonly string[] = [
  // What no test can have.
  'needs a registry of images',
  'needs a cluster of yours',
  'needs an installation of yours',
  'needs a control plane and a key of yours',
  'needs a network plugin',
  'needs certificates and sign-in of yours',
  'needs a mail server',
  'needs a terminal with a person',
  'stays until Ctrl-C',
  'cannot be taken back',
  // What is run otherwise.
  'run by CI as a step of its own',
  'run by <file>.ts',
  'run from <page>.md',
  // What is not to be pasted as it stands.
  'another way than the block before',
  'an example',
  'a sample of what npm start prints',
  'takes longer than a test may',
];

const ELSEWHERE = /^run (?:by|from) (\S+\.(?:ts|mjs|md))(?:; |$)/;

export function isReason(text: string): boolean {
  return REASONS.some(reason => text === reason || text.startsWith(`${reason}; `)) || ELSEWHERE.test(text);
}

/** The file that is said to do the same, or the page on which the same block is run. */
export const runElsewhere = (text: string): string | undefined => ELSEWHERE.exec(text)?.[1];
