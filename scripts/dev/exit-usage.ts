/** Exit code of a command that was called wrongly; say-usage.mjs ends with it where an option is wrong. */
export const EXIT_USAGE = 2;
