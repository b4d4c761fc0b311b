import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { estimateRoi } from '@tenantry/contracts/commercial/roi';
import { roiInputsSchema } from '@tenantry/contracts/commercial/roi-api';
import { expect, test } from 'vitest';
import { ROOT } from '../root.ts';
import { ROI_SAMPLE } from './roi-example.ts';

const page = await readFile(join(ROOT, 'docs/commercial/roi-methodology.md'), 'utf8');
const sample: unknown = JSON.parse(await readFile(join(ROOT, ROI_SAMPLE), 'utf8'));

test('the inputs on the page are JSON that the schema of the API takes, and are those of the file', () => {
  const [, block = ''] = /```json\n([\s\S]*?)\n```/.exec(page) ?? [];
  expect(roiInputsSchema.parse(JSON.parse(block))).toEqual(roiInputsSchema.parse(sample));
});

test('the line that the page reckons by hand comes to what the code says', () => {
  const line = estimateRoi(roiInputsSchema.parse(sample)).benefits.find(({ key }) => key === 'timelines');
  const months = (1 + 2 + 3 + 4 + 5 + 6) / 6 + 30;
  const byHand = ((5_500 * 0.5 * 40) / 60) * months * 0.75 * (1 - 0.3 * 0.2);
  expect(line?.total.base).toBe(String(Math.round(byHand * 100)));
  expect(page).toContain(`${byHand.toLocaleString('en', { minimumFractionDigits: 2 })} EUR.`);
  expect(page).toContain(`${months} together`);
});

test('each number of the sample says that it is a sample, or which shipped plan it is from', () => {
  const { benefits, costs, risks } = roiInputsSchema.parse(sample);
  for (const { title, source } of [...benefits, ...costs, ...risks]) {
    expect(title).toContain('(sample)');
    expect(source).toMatch(/sample/);
  }
});
