import { type Panel, ROWS, type Row } from './panels.ts';

const COLUMNS = 24;
const WIDTH = 6;
const HEIGHT = 8;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** The dashboard as Grafana imports it (JSON model of version 39, Grafana 10 and later). */
export function dashboard(madeBy: string): object {
  let id = 0;
  let top = 0;
  const panels = ROWS.flatMap(row => {
    const head = { id: ++id, type: 'row', title: row.title, gridPos: { x: 0, y: top, w: COLUMNS, h: 1 } };
    const body = row.panels.map((panel, at) => panelOf(++id, panel, placeOf(at, top + 1)));
    top += 1 + heightOf(row);
    return [head, ...body];
  });
  return {
    __comment: madeBy,
    uid: 'tenantry',
    title: 'Tenantry',
    description: 'Control plane, usage and operator. What each number means: docs/reference/metrics.md',
    tags: ['tenantry'],
    schemaVersion: 39,
    editable: true,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }],
    },
    panels,
  };
}

function panelOf(id: number, { title, description, unit, queries }: Panel, gridPos: object): object {
  return {
    id,
    type: 'timeseries',
    title,
    description,
    datasource: DATASOURCE,
    gridPos,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
    targets: queries.map(({ expr, legend }, at) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + at),
      datasource: DATASOURCE,
      expr,
      legendFormat: legend,
    })),
  };
}

function placeOf(at: number, top: number): object {
  const perLine = COLUMNS / WIDTH;
  return { x: (at % perLine) * WIDTH, y: top + Math.floor(at / perLine) * HEIGHT, w: WIDTH, h: HEIGHT };
}

function heightOf({ panels }: Row): number {
  return Math.ceil(panels.length / (COLUMNS / WIDTH)) * HEIGHT;
}
