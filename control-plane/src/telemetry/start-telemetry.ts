import { DiagLogLevel, diag } from '@opentelemetry/api';
import type { ControlPlaneConfig } from '../config.ts';
import type { Logger } from '../logger.ts';

export interface Telemetry {
  /** Sends what is not sent yet, and ends. */
  stop(): Promise<void>;
}

type TelemetryConfig = Pick<
  ControlPlaneConfig,
  'OTLP_ENDPOINT' | 'OTLP_HEADERS' | 'OTLP_METRICS_INTERVAL_MS' | 'OTLP_TRACE_RATIO'
>;

const EXPORT_TIMEOUT_MS = 30_000;

/**
 * Starts OpenTelemetry for this process, or nothing when no receiver is configured: the SDK is loaded only then, for
 * it costs tens of megabytes. To be called before the instruments are made. What we do not decide here (protocol,
 * resource attributes, propagators, queue sizes) is read by the SDK from the variables OTEL_* that it defines.
 */
export async function startTelemetry(
  config: TelemetryConfig,
  logger: Logger,
): Promise<Telemetry | undefined> {
  if (config.OTLP_ENDPOINT === undefined) return undefined;
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  Object.assign(process.env, variablesOf(config, config.OTLP_ENDPOINT));
  const sdk = new NodeSDK();
  sdk.start();
  // The SDK tells its own troubles to the console unless somebody else listens.
  diag.setLogger(diagnosticsTo(logger), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  return {
    stop: () =>
      sdk.shutdown().catch(error => logger.warn({ err: error }, 'the last telemetry was not delivered')),
  };
}

/** Our configuration in the words of the SDK. Exporters read nothing else, and are made by the SDK itself. */
function variablesOf(config: TelemetryConfig, endpoint: string): Record<string, string> {
  const interval = config.OTLP_METRICS_INTERVAL_MS;
  const given = (name: string, otherwise: string) => process.env[name] ?? otherwise;
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    ...(config.OTLP_HEADERS && { OTEL_EXPORTER_OTLP_HEADERS: config.OTLP_HEADERS.reveal() }),
    OTEL_METRIC_EXPORT_INTERVAL: String(interval),
    OTEL_METRIC_EXPORT_TIMEOUT: String(Math.min(interval, EXPORT_TIMEOUT_MS)),
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: String(config.OTLP_TRACE_RATIO),
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_SERVICE_NAME: given('OTEL_SERVICE_NAME', 'tenantry-control-plane'),
    // Not `process`: it tells the user, and the whole command line.
    OTEL_NODE_RESOURCE_DETECTORS: given('OTEL_NODE_RESOURCE_DETECTORS', 'env,host,serviceinstance'),
  };
}

function diagnosticsTo(logger: Logger) {
  const warn = (message: string, ...details: unknown[]) => logger.warn({ details }, `telemetry: ${message}`);
  const ignore = () => undefined;
  return { error: warn, warn, info: ignore, debug: ignore, verbose: ignore };
}
