import { isSystemError } from '../../kernel/errno';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';
import { FindError, parseFind } from './find-parse';
import type { FindPlan } from './find-plan';
import { createEvaluator, type Found } from './find-evaluate';
import { Output } from '../command-line/output';

const help = `Usage: find [-H] [-L] [-P] [path...] [expression]

Default path is the current directory; default expression is -print.
Expression may consist of: operators, options, tests, and actions.

Operators (decreasing precedence; -and is implicit where no others are given):
      ( EXPR )   ! EXPR   -not EXPR   EXPR1 -a EXPR2   EXPR1 -and EXPR2
      EXPR1 -o EXPR2   EXPR1 -or EXPR2   EXPR1 , EXPR2
Options: -depth -maxdepth LEVELS -mindepth LEVELS -mount -xdev
Tests (N can be +N or -N or N):
      -amin N -anewer FILE -atime N -cmin N -ctime N -empty -false
      -gid N -group NAME -iname PATTERN -inum N -ipath PATTERN -iregex PATTERN
      -links N -lname PATTERN -mmin N -mtime N -name PATTERN -newer FILE
      -nogroup -nouser -path PATTERN -perm [-/]MODE -readable -regex PATTERN
      -size N[bcwkMG] -true -type [bcdpfls] -uid N -user NAME -writable -executable
Actions:
      -delete -print0 -printf FORMAT -print -prune -quit -ls
      -exec COMMAND ; -exec COMMAND {} + -execdir COMMAND ; -ok COMMAND ;
`;

/** `find`. */
export const createFind =
  (flavour: Flavour): Program =>
  async (process) => {
    if (process.argv[1] === '--help' || process.argv[1] === '-help') {
      await process.write(1, help);
      return 0;
    }
    const out = new Output(process, 1);
    let code = 0;
    const complain = async (message: string) => {
      code = 1;
      await out.flush();
      await process.write(2, `find: ${message}\n`);
    };
    let plan: FindPlan;
    try {
      plan = parseFind(process.argv.slice(1), process.files, process.system.clock.now());
    } catch (error) {
      if (!(error instanceof FindError)) throw error;
      await complain(error.message);
      return 1;
    }
    const evaluator = createEvaluator(process, plan, out, complain);
    const quoted = (path: string) => (flavour === 'gnu' ? `\u2018${path}\u2019` : path);

    async function visit(path: string, depth: number, device: number | undefined): Promise<void> {
      if (evaluator.stopped) return;
      await process.tick();
      let found: Found;
      try {
        const followed = plan.links === 'always' || (plan.links === 'operands' && depth === 0);
        const own = process.files.lstat(path);
        let attributes = own;
        if (followed && own.kind === 'symlink' && process.files.exists(path)) attributes = process.files.stat(path);
        found = { path, depth, attributes, start: path };
      } catch (error) {
        if (!isSystemError(error)) throw error;
        await complain(`${quoted(path)}: ${error.message}`);
        return;
      }
      if (plan.oneFileSystem && device !== undefined && found.attributes.device !== device) return;
      let pruned = false;
      const inRange = depth >= plan.minimum;
      if (!plan.depthFirst && inRange) pruned = (await evaluator.evaluate(found)).pruned;
      if (found.attributes.kind === 'directory' && !pruned && depth < plan.maximum) {
        try {
          for (const entry of process.files.readDirectory(path)) await visit(path.endsWith('/') ? path + entry.name : `${path}/${entry.name}`, depth + 1, found.attributes.device);
        } catch (error) {
          if (!isSystemError(error)) throw error;
          await complain(`${quoted(path)}: ${error.message}`);
        }
      }
      if (plan.depthFirst && inRange && !evaluator.stopped) await evaluator.evaluate(found);
    }

    for (const path of plan.paths) await visit(path, 0, undefined);
    if (await evaluator.finish()) code = 1;
    await out.flush();
    return code;
  };

