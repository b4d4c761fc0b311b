/** Exit code of a command that was called wrongly. */
export const EXIT_USAGE = 2;

/** What `parse` reads of the command line. Called wrongly, the program ends with what is wrong, and how it is called. */
export function parseOrExit<T>(parse: () => T, usage?: string): T {
  try {
    return parse();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (usage !== undefined) console.error(`\n${usage}`);
    process.exit(EXIT_USAGE);
  }
}
