export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads the Prometheus text format, as far as prom-client writes it. */
export function parseMetrics(text: string): MetricSample[] {
  const samples: MetricSample[] = [];
  for (const line of text.split('\n')) {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!match) continue;
    const labels: Record<string, string> = {};
    for (const [, key = '', value = ''] of (match[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
      labels[key] = value;
    }
    samples.push({ name: match[1] ?? '', labels, value: Number(match[3]) });
  }
  return samples;
}

/** A metric that is not there at all is an error: a misspelt name must not count as zero. */
export function sumMetric(
  samples: readonly MetricSample[],
  name: string,
  labels: Readonly<Record<string, string>>,
) {
  const named = samples.filter(sample => sample.name === name);
  if (named.length === 0) {
    const known = [...new Set(samples.map(sample => sample.name))].join(' ');
    throw new Error(`no metric ${name}; there are: ${known}`);
  }
  return named
    .filter(sample => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
    .reduce((sum, sample) => sum + sample.value, 0);
}
