import type { CompletionSource } from '../../shell/completion/types';

/** Commands that bring their own completion, each imported at the first Tab behind it. */
export const completionSources: CompletionSource = {
  docker: () => import('../docker/completion').then((module) => module.completeDocker),
};
