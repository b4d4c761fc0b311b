import { existsSync } from 'node:fs';

/** The image that is taken where a Docker engine can pull it. */
const IMAGE = 'mongo:8.0';
const PORT = 27_017;

/** Whether a Docker engine answers and has the image or can pull it. */
export async function findMongoImage(): Promise<{ image: string } | { problem: string }> {
  if (!process.env['DOCKER_HOST'] && !existsSync('/var/run/docker.sock'))
    return { problem: 'no Docker engine' };
  try {
    const { getContainerRuntimeClient, ImageName } = await import('testcontainers');
    const engine = await getContainerRuntimeClient();
    const name = ImageName.fromString(IMAGE);
    if (!(await engine.image.exists(name))) await engine.image.pull(name);
    return { image: IMAGE };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: `Docker cannot run ${IMAGE}: ${why}` };
  }
}

/** testcontainers' reaper ends the container should this process be killed. */
export async function startMongoContainer(image: string): Promise<{ url: string; stop(): Promise<void> }> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer(image)
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/))
    .start();
  return {
    url: `mongodb://${container.getHost()}:${container.getMappedPort(PORT)}`,
    stop: async () => void (await container.stop()),
  };
}
