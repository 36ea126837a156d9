import type { RegistryImage, RegistryRepository } from '../types';
import { buildkitStep, image, layer, standardPath } from './common';

const created = '2025-08-08T19:05:17Z';

function latest(): RegistryImage {
  const root = layer('hello-world/linux', '2025-08-08T19:05:00Z', (tree) => tree.program('/hello', 'hello-world', 9_752));
  return image(created, [root], { Env: [standardPath], Cmd: ['/hello'], WorkingDir: '/' }, [buildkitStep(created, 'COPY hello / # buildkit'), buildkitStep(created, 'CMD ["/hello"]', true)]);
}

/** `hello-world`. */
export const helloWorld: RegistryRepository = { name: 'library/hello-world', description: 'Hello World! (an example of minimal Dockerization)', stars: 2518, official: true, tags: { latest, linux: latest } };
