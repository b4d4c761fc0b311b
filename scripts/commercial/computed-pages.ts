import { readManifests } from '../packaging/read-manifests.ts';
import type { Sections } from '../page-sections.ts';
import { healthSections } from './health-reading.ts';
import { installationTiers } from './installation-tiers.ts';
import { offerTable } from './offer-table.ts';
import { priceSections } from './price-tables.ts';
import { roiSections } from './roi-example.ts';
import { shippedOffers } from './shipped-tiers.ts';

/** The pages that have computed parts, each with its parts. */
export async function computedPages(root: string): Promise<ReadonlyMap<string, Sections>> {
  const [manifests, offers, roi] = await Promise.all([
    readManifests(root),
    shippedOffers(root),
    roiSections(root),
  ]);
  return new Map([
    ['docs/commercial/roi-methodology.md', roi],
    ['docs/commercial/customer-success-handbook.md', healthSections()],
    ['docs/commercial/pricing.md', priceSections(offers)],
    [
      'docs/commercial/playbook.md',
      new Map([
        ['installation-tiers', installationTiers(manifests)],
        ['offer-table', offerTable(offers)],
      ]),
    ],
  ]);
}
