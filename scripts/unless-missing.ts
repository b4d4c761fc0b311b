/** For `catch`: a file or folder that is not there is nothing. @throws what else went wrong, so that it is not taken for that */
export function unlessMissing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // ENOTDIR: what would be a folder above it, or was to be one itself, is a file.
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}
