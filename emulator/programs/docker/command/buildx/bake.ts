import { anyArguments, command } from '../../cli/command';
import { bool, list, text } from '../../cli/flag/kinds';
import { runBake } from '../../build/bake/run-bake';

/** `docker buildx bake` */
export const buildxBake = command({
  usage: '[OPTIONS] [TARGET...]',
  aliases: 'docker buildx bake, docker buildx f',
  flags: {
    allow: list('', 'Allow build to access specified resources', { type: 'stringArray' }),
    builder: text('', 'Override the configured builder instance'),
    call: text('', 'Set method for evaluating build ("check", "outline", "targets")', { initial: 'build' }),
    check: bool('', 'Shorthand for "--call=check"'),
    debug: bool('D', 'Enable debug logging'),
    file: list('f', 'Build definition file', { type: 'stringArray' }),
    list: text('', 'List targets or variables'),
    load: bool('', 'Shorthand for "--set=*.output=type=docker". Conditional.'),
    'metadata-file': text('', 'Write build result metadata to a file'),
    'no-cache': bool('', 'Do not use cache when building the image'),
    print: bool('', 'Print the options without building'),
    progress: text('', 'Set type of progress output ("auto", "none",  "plain", "quiet", "rawjson", "tty"). Use plain to show container output', {
      initial: 'auto',
    }),
    provenance: text('', 'Shorthand for "--set=*.attest=type=provenance"'),
    pull: bool('', 'Always attempt to pull all referenced images'),
    push: bool('', 'Shorthand for "--set=*.output=type=registry". Conditional.'),
    sbom: text('', 'Shorthand for "--set=*.attest=type=sbom"'),
    set: list('', 'Override target value (e.g., "targetpattern.key=value")', { type: 'stringArray' }),
  },
  arguments: anyArguments,
  run: ({ docker, flags, args }) => runBake(docker, flags, args),
});
