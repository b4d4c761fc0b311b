import { imageName } from './build-image.ts';
import { revisionOf } from './revision.ts';
import { SERVICES, type Service } from './services.ts';

/** Name of the image of a service, which was built before the tests. */
export async function imageOf(name: Service['name']): Promise<string> {
  const service = SERVICES.find(one => one.name === name);
  if (service === undefined) throw new Error(`${name} is none of the services`);
  return imageName(service, await revisionOf());
}
