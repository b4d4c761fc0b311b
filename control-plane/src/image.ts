/**
 * What the image runs: the control plane, `tenantry` with its subcommands, or a health check. Each is loaded only where
 * it is run: a health check is a process of its own, every few seconds, and shall cost next to nothing.
 */
switch (process.argv[2]) {
  case 'healthcheck': {
    const { healthcheck } = await import('@tenantry/operator/runtime/health/ask-readiness');
    const { configSchema } = await import('./config.ts');
    // The one variable that it needs: it reads no secret, and does not fail by another one.
    const given = process.env['TENANTRY_LISTEN_ADDRESS'] || undefined;
    process.exit(await healthcheck(() => configSchema.shape.LISTEN_ADDRESS.parse(given)));
    break;
  }
  case 'tenantry':
    process.argv.splice(2, 1);
    await import('./cli/main.ts');
    break;
  default:
    await import('./main.ts');
}

export {};
