import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { planRoutes, settingsRoutes } from './http.ts';
import { PlanService } from './service.ts';
import { SettingsService } from './settings.ts';
import { loadShippedPlans, readShippedPlans, SHIPPED_PLANS } from './shipped-plans.ts';

export interface Plans {
  readonly service: PlanService;
  readonly settings: SettingsService;
  readonly routes: readonly Route[];
}

/** Plans with what is shipped, loaded on the first start. */
export async function openPlans(
  context: Context,
  hasMeter: (meter: string) => Promise<boolean>,
  folder: URL = SHIPPED_PLANS,
): Promise<Plans> {
  const service = await PlanService.open(context, hasMeter);
  const settings = new SettingsService(context, service);
  const loaded = await loadShippedPlans(service, await readShippedPlans(folder));
  if (loaded.length > 0) context.logger.info({ plans: loaded }, 'shipped plans were published');
  return {
    service,
    settings,
    routes: [...planRoutes(service, settings), ...settingsRoutes(settings, context.store.kind)],
  };
}
