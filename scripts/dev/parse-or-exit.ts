/** Exit code of a command that was called wrongly. */
export const EXIT_USAGE = 2;

/**
 * What `parse` reads of the command line. Called wrongly, the program ends with what is wrong, and how it is called. What
 * is no option of it, say-usage.mjs sees to.
 */
export function parseOrExit<T>(parse: () => T, usage?: string): T {
  try {
    return parse();
  } catch (error) {
    if (isWrongOption(error)) throw error;
    console.error(error instanceof Error ? error.message : error);
    if (usage !== undefined) console.error(`\n${usage}`);
    process.exit(EXIT_USAGE);
  }
}

function isWrongOption(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
