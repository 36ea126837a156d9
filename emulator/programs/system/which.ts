import { isSystemError } from '../../kernel/errno';
import { createTool, type Flavour } from '../command-line/tool';

/** `which`. */
export const createWhich = (flavour: Flavour) =>
  createTool(
    {
      name: 'which',
      options: { all: 'a', silent: 's' },
      help: 'Usage: which [-as] args\n',
      usageCode: 2,
      async run(tool) {
        const { files, env } = tool.process;
        const isProgram = (path: string) => {
          try {
            return files.stat(path).kind === 'file' && files.access(path, { execute: true });
          } catch (error) {
            if (isSystemError(error)) return false;
            throw error;
          }
        };
        if (tool.operands.length === 0) tool.code = 1;
        for (const name of tool.operands) {
          const candidates = name.includes('/') ? [name] : (env.get('PATH') ?? '').split(':').map((directory) => `${directory === '' ? '.' : directory}/${name}`);
          const found = candidates.filter(isProgram);
          if (found.length === 0) tool.code = 1;
          for (const path of tool.options.has('all') ? found : found.slice(0, 1)) if (!tool.options.has('silent')) await tool.out.write(`${path}\n`);
        }
      },
    },
    flavour,
  );
