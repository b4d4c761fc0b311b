/** Of what `npm start` prints, the lines that are for another terminal: they say where the cluster and the API are. */
export function linesToPaste(printed: string): string {
  return printed
    .split('\n')
    .filter(line => /^ {2}(export|alias) /.test(line))
    .map(line => `${line}\n`)
    .join('');
}
