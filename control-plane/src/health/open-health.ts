import { Counter } from 'prom-client';
import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { OpenStream } from '../stream/open-stream.ts';
import { keepCurrent } from '../tenants/kept-by-tenant.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import { type TenantSignal, TenantsToLookAt } from '../tenants/tenant-signal.ts';
import { type HealthBoard, openHealthBoard } from './board/health-board.ts';
import { healthBoardRoutes } from './board/http.ts';
import { type DomainParts, domainPorts } from './domain-ports.ts';
import { HealthDays } from './health-days.ts';
import { healthHeadsSpec, healthPlacesView } from './health-heads.ts';
import { HealthImports } from './health-imports.ts';
import { HealthList } from './health-list.ts';
import { HealthRecords } from './health-records.ts';
import { HealthService } from './health-service.ts';
import { HealthSettingsService } from './health-settings.ts';
import { healthAggregate } from './health-state.ts';
import { HealthWatch } from './health-watch.ts';
import { healthRoutes } from './http.ts';
import { healthImportRoutes } from './import-http.ts';
import { OnboardingLinks } from './onboarding-links.ts';
import { HealthScorer } from './scorer.ts';
import { SettingsPreview } from './settings-preview.ts';
import { taskRoutes } from './tasks/http.ts';
import { Tasks } from './tasks/tasks.ts';

export interface Health {
  readonly service: HealthService;
  readonly watch: HealthWatch;
  readonly tasks: Tasks;
  readonly board: HealthBoard;
  readonly routes: readonly Route[];
}

export async function openHealth(
  context: Context,
  parts: Omit<DomainParts, 'clock' | 'tenants' | 'links'> & {
    readonly tenants: Tenants;
    readonly signal: TenantSignal;
    readonly stream: Pick<OpenStream, 'follow'>;
    /** Told of each tenant that was evaluated, whatever came of it. */
    readonly evaluated?: (tenantId: string) => void;
  },
): Promise<Health> {
  const { tenants, signal, stream, evaluated: told, ...domains } = parts;
  const { store, clock } = context;
  const ports = domainPorts({
    ...domains,
    clock,
    tenants: tenants.service,
    links: await OnboardingLinks.open(context),
  });
  const board = await openHealthBoard(store, clock);
  keepCurrent(context, stream, board, { kind: healthAggregate.kind, what: 'the health' });
  const evaluated = (tenantId: string) => {
    board.mark(tenantId);
    told?.(tenantId);
  };
  const heads = await store.collection(healthHeadsSpec);
  const places = await store.collection(healthPlacesView);
  const days = await HealthDays.open(store);
  const states = context.aggregates(healthAggregate);
  const records = new HealthRecords(context);
  const settings = new HealthSettingsService(context);
  // The change itself was told of when it was made, before the head that alerts read.
  const otherwise = (tenantId: string) => signal.tell(tenantId);
  const scorer = new HealthScorer({
    ...{ context, ports, states, records, settings, days, heads, evaluated },
    changed: otherwise,
  });
  const changed = new TenantsToLookAt();
  context.onProjected(({ kind, tenantId }) => {
    // What an evaluation records is no reason for the next one.
    if (tenantId !== undefined && kind !== healthAggregate.kind) changed.add(tenantId);
  });
  const evaluations = new Counter({
    name: 'tenantry_health_evaluations_total',
    help: 'Evaluations of the health of customers, by outcome',
    labelNames: ['outcome'],
    registers: [context.metrics],
  });
  const watch = new HealthWatch({
    ...{ context, scorer, heads, places, changed },
    pace: context.sweepPace,
    roll: tenants.roll,
    told: signal.follow(),
    evaluated: outcome => evaluations.inc({ outcome }),
  });
  watch.run(context);
  const list = new HealthList(heads, places, tenants.roll, clock);
  const tasks = await Tasks.open(context);
  const preview = new SettingsPreview({ clock, ports, states, records, settings, roll: tenants.roll });
  const service = new HealthService({
    ...{ clock, ports, scorer, heads, days, states, records, settings, list, preview, tasks },
    lookAtAll: () => watch.lookAtAll(),
  });
  const imports = new HealthImports({ records, directory: tenants.directory, signal });
  return {
    service,
    watch,
    tasks,
    board,
    routes: [
      ...healthRoutes(service),
      ...healthBoardRoutes(board, tenants.roll, clock),
      ...healthImportRoutes(imports),
      ...taskRoutes(tasks, ports, tenants.roll, clock),
    ],
  };
}
