import { expect, test } from 'vitest';
import { CONTROL_PLANE_SET } from '../charts/variables.ts';
import { ROOT } from '../root.ts';
import { variablePlaces } from './variable-places.ts';

const places = await variablePlaces(ROOT);

test('nobody is sent to control-plane.env with a variable that a Compose file sets, where it would have no effect', () => {
  expect(places.compose('LISTEN_ADDRESS')).toBe('fixed `0.0.0.0:8080`');
  expect(places.compose('LOG_LEVEL')).toBe('`.env`');
  expect(places.compose('PUBLIC_URL')).toBe('community, pro: `.env`; enterprise: **`.env`**');
  expect(places.compose('STORE_URL')).toContain('pro, enterprise: **file `store-url`**');
  expect(places.compose('SMTP_HOST')).toBe('`control-plane.env`');
});

test('nobody is sent to control-plane.env, which the job of a backup does not read, with what exports are locked by', () => {
  expect(places.compose('EXPORT_PASSPHRASE')).toBe('**file `export-passphrase`**');
  expect(places.compose('EXPORT_KEY')).toMatch(/^none/);
});

test.each(CONTROL_PLANE_SET)('%s, which the chart refuses in its config, has another place there', name => {
  expect(places.chart(name, false)).toMatch(/^(fixed `|`controlPlane\.)/);
});

test('what the chart leaves to whoever installs it is a value by the name of the variable', () => {
  expect(places.chart('SMTP_HOST', false)).toBe('`config`');
  expect(places.chart('SMTP_PASSWORD', true)).toBe('`secretConfig`');
  expect(places.chart('STORE_URL', true)).toBe('`store.mongodb.urlSecret`');
  expect(places.chart('DRAIN_DELAY_MS', false)).toBe('`config`, as shipped `5000`');
});
