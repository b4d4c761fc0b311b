/**
 * What the image runs: the operator, or a health check. Each is loaded only where it is run: a health check is
 * a process of its own, every few seconds, and shall cost next to nothing.
 */
if (process.argv[2] === 'healthcheck') {
  const { healthcheck } = await import('./runtime/health/ask-readiness.ts');
  const { configSchema } = await import('./config.ts');
  const given = process.env['TENANTRY_PROBE_ADDRESS'] || undefined;
  process.exit(await healthcheck(() => configSchema.shape.PROBE_ADDRESS.parse(given)));
}
await import('./main.ts');

export {};
