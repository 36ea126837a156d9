/** What `registry` without a command prints. */
export const rootUsage = `\`registry\`

Usage:
  registry [flags]
  registry [command]

Available Commands:
  completion      Generate the autocompletion script for the specified shell
  garbage-collect \`garbage-collect\` deletes layers not referenced by any manifests
  help            Help about any command
  serve           \`serve\` stores and distributes Docker images

Flags:
  -h, --help      help for registry
  -v, --version   show the version and exit

Use "registry [command] --help" for more information about a command.
`;

const usages = {
  serve: `Usage:
  registry serve <config> [flags]

Flags:
  -h, --help   help for serve
`,
  'garbage-collect': `Usage:
  registry garbage-collect <config> [flags]

Flags:
  -m, --delete-untagged   delete manifests that are not currently referenced via tag
  -d, --dry-run           do everything except remove the blobs
  -h, --help              help for garbage-collect
`,
} as const;

const purposes = { serve: '`serve` stores and distributes Docker images.', 'garbage-collect': '`garbage-collect` deletes layers not referenced by any manifests' } as const;

/** How a command is used. */
export const usageOf = (command: keyof typeof usages): string => usages[command];

/** A command's help page. */
export const helpOf = (command: keyof typeof usages): string => `${purposes[command]}\n\n${usages[command]}`;
