import type { AlertHeads } from '../alerts/alert.ts';
import type { Context } from '../context.ts';
import type { EnforcementHeads } from '../enforcement/records.ts';
import type { HealthBoard } from '../health/board/health-board.ts';
import type { Route } from '../http/route.ts';
import type { SubmissionHeads } from '../onboarding/submission.ts';
import type { OpenStream } from '../stream/open-stream.ts';
import type { TenantTable } from '../tenants/table/tenant-table.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';
import { Beside } from './beside.ts';
import { type LastVisit, todayRoutes } from './http.ts';
import { keepAlerts, keepTasks } from './kept.ts';
import { Today } from './today.ts';

export async function openToday(
  context: Context,
  parts: {
    readonly table: Pick<TenantTable, 'read'>;
    readonly board: HealthBoard;
    readonly stream: Pick<OpenStream, 'follow'>;
    readonly alerts: AlertHeads;
    readonly submissions: SubmissionHeads;
    readonly enforcement: EnforcementHeads;
    readonly roll: Pick<TenantRoll, 'get'>;
    readonly lastVisit: LastVisit;
  },
): Promise<readonly Route[]> {
  const { table, board, stream, alerts, submissions, enforcement, roll, lastVisit } = parts;
  return todayRoutes(
    new Today({
      ...{ clock: context.clock, table, board },
      alerts: keepAlerts(context, stream, alerts),
      tasks: await keepTasks(context, stream),
      alertHeads: alerts,
      beside: new Beside(submissions, enforcement, roll),
    }),
    lastVisit,
  );
}
