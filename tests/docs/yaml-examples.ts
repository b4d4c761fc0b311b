/** A `yaml` fence of a page; `refused` is what the API server says to it, when the fence promises that. */
export interface YamlExample {
  readonly line: number;
  readonly yaml: string;
  readonly refused: string | undefined;
}

const FENCE = /^```yaml(?: refused="((?:[^"\\]|\\.)*)")?\n([\s\S]*?)^```$/gm;

export function yamlExamples(text: string): YamlExample[] {
  return [...text.matchAll(FENCE)].map(({ index, 1: refused, 2: yaml = '' }) => ({
    line: text.slice(0, index).split('\n').length,
    yaml,
    refused: refused?.replaceAll('\\"', '"'),
  }));
}
