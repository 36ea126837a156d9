import type { Attributes } from '../../vfs/types';
import { readBlockSize, type BlockSize } from '../command-line/block-size';
import { chooseWord } from '../command-line/choose';
import { quoterOf, quotingStyles } from '../command-line/quote';
import { UsageError, type Tool } from '../command-line/tool';

export type LsKey = keyof typeof listingOptions;

/** The options of `ls` that exist here. */
export const listingOptions = {
  all: 'a,all',
  almostAll: 'A,almost-all',
  escape: 'b,escape',
  noBackups: 'B,ignore-backups',
  blockSize: 'block-size=',
  changeTime: 'c',
  columns: 'C',
  color: 'color[=]',
  directory: 'd,directory',
  classify: 'F,classify[=]',
  directoriesFirst: 'group-directories-first',
  noOwner: 'g',
  noGroup: 'G,no-group',
  human: 'h,human-readable',
  si: 'si',
  inode: 'i,inode',
  kibibytes: 'k,kibibytes',
  long: 'l',
  dereference: 'L,dereference',
  dereferenceOperands: 'H,dereference-command-line',
  commas: 'm',
  numeric: 'n,numeric-uid-gid',
  literal: 'N,literal',
  noGroupLong: 'o',
  slash: 'p',
  hideControls: 'q,hide-control-chars',
  showControls: 'show-control-chars',
  ignore: 'I,ignore=',
  hide: 'hide=',
  quotingStyle: 'quoting-style=',
  format: 'format=',
  indicatorStyle: 'indicator-style=',
  fileType: 'file-type',
  zero: 'zero',
  quote: 'Q,quote-name',
  reverse: 'r,reverse',
  recursive: 'R,recursive',
  blocks: 's,size',
  bySize: 'S',
  sort: 'sort=',
  time: 'time=',
  timeStyle: 'time-style=',
  fullTime: 'full-time',
  byTime: 't',
  accessTime: 'u',
  unsorted: 'U',
  unsortedAll: 'f',
  byVersion: 'v',
  width: 'w,width=',
  across: 'x',
  byExtension: 'X',
  context: 'Z,context',
  onePerLine: '1',
} as const;

/** What `ls --help` says. */
export const lsHelp = `Usage: ls [OPTION]... [FILE]...
List information about the FILEs (the current directory by default).
Sort entries alphabetically if none of -cftuvSUX nor --sort is specified.

  -a, --all                  do not ignore entries starting with .
  -A, --almost-all           do not list implied . and ..
      --block-size=SIZE      with -l, scale sizes by SIZE when printing them
  -B, --ignore-backups       do not list implied entries ending with ~
  -c                         with -lt: sort by, and show, ctime; otherwise: sort by ctime
  -C                         list entries by columns
      --color[=WHEN]         color the output WHEN
  -d, --directory            list directories themselves, not their contents
  -F, --classify[=WHEN]      append indicator (one of */=>@|) to entries
      --full-time            like -l --time-style=full-iso
  -g                         like -l, but do not list owner
      --group-directories-first  group directories before files
  -G, --no-group             in a long listing, don't print group names
  -h, --human-readable       with -l and -s, print sizes like 1K 234M 2G etc.
      --si                   likewise, but use powers of 1000 not 1024
  -H, --dereference-command-line  follow symbolic links listed on the command line
  -I, --ignore=PATTERN       do not list implied entries matching shell PATTERN
      --hide=PATTERN         likewise, unless -a or -A is given
  -i, --inode                print the index number of each file
  -l                         use a long listing format
  -L, --dereference          show information for the file a link references
  -m                         fill width with a comma separated list of entries
  -n, --numeric-uid-gid      like -l, but list numeric user and group IDs
  -N, --literal              print entry names without quoting
  -o                         like -l, but do not list group information
  -p                         append / indicator to directories
  -Q, --quote-name           enclose entry names in double quotes
      --quoting-style=WORD   literal, shell, shell-always, shell-escape,
                               shell-escape-always, c, escape
  -r, --reverse              reverse order while sorting
  -R, --recursive            list subdirectories recursively
  -s, --size                 print the allocated size of each file, in blocks
  -S                         sort by file size, largest first
      --sort=WORD            sort by WORD: none, size, time, version, extension, width
      --time=WORD            which time to show or sort by: atime, ctime, mtime
      --time-style=STYLE     full-iso, long-iso, iso, locale, or +FORMAT
  -t                         sort by time, newest first
  -u                         with -lt: sort by, and show, access time; otherwise: sort by it
  -U                         do not sort; list entries in directory order
  -v                         natural sort of (version) numbers within text
  -w, --width=COLS           set output width to COLS
  -x                         list entries by lines instead of by columns
  -X                         sort alphabetically by entry extension
  -1                         list one file per line
      --help                 display this help and exit
`;

/** A file to be listed: `attributes` are those shown, `target` those behind a link. */
export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly attributes: Attributes;
  readonly target: Attributes;
  /** A link that leads nowhere. */
  readonly broken: boolean;
}

/** What the options of one run come to. */
export interface Settings {
  readonly format: 'long' | 'columns' | 'across' | 'single' | 'commas';
  readonly hidden: 'none' | 'almost' | 'all';
  readonly sort: 'name' | 'size' | 'time' | 'extension' | 'version' | 'width' | 'none';
  readonly time: 'modified' | 'changed' | 'accessed';
  readonly timeStyle: string;
  readonly reverse: boolean;
  readonly recursive: boolean;
  readonly directoriesThemselves: boolean;
  readonly directoriesFirst: boolean;
  /** Names that are not listed. */
  readonly ignored: readonly RegExp[];
  readonly blockSize: BlockSize | undefined;
  /** Links named on the command line that are looked through. */
  readonly followOperands: 'all' | 'directories' | 'none';
  readonly followAll: boolean;
  readonly human: 0 | 1000 | 1024;
  readonly inode: boolean;
  readonly blocks: boolean;
  readonly numeric: boolean;
  readonly owner: boolean;
  readonly group: boolean;
  readonly indicator: 'none' | 'slash' | 'type' | 'all';
  /** Lines end with NUL. */
  readonly zero: boolean;
  readonly colour: boolean;
  readonly width: number;
  readonly quote: (name: string) => string;
}

/** Where `-I` and `--hide` have shell patterns. */
const globToExpression = (glob: string) => new RegExp(`^${glob.replaceAll(/[.+^$(){}|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');

function readSize(text: string | undefined): BlockSize | undefined {
  if (text === undefined) return undefined;
  const size = readBlockSize(text);
  if (!size) throw new UsageError(`invalid --block-size argument '${text}'`);
  return size;
}

/** Whether a WHEN (`always`, `auto`, `never`) means yes; throws UsageError for another word. */
function when(option: string, word: string | undefined, terminal: boolean): boolean {
  const chosen = word === undefined ? 'always' : chooseWord(option, word, [['always', 'yes', 'force'], ['never', 'no', 'none'], ['auto', 'tty', 'if-tty']]);
  return chosen === 'always' || (chosen === 'auto' && terminal);
}

/** Works out the settings of a run from its options and its terminal. */
export function readSettings(tool: Tool<LsKey>): Settings {
  const { options } = tool;
  const terminal = tool.process.terminal(1);
  const formatWord = options.has('format') ? chooseWord('format', options.value('format') ?? '', [['verbose', 'long'], ['commas'], ['horizontal', 'across'], ['vertical'], ['single-column']]) : undefined;
  const long = formatWord !== undefined ? ({ verbose: 'long', commas: 'commas', horizontal: 'across', vertical: 'columns', 'single-column': 'onePerLine' } as const)[formatWord as 'verbose'] : options.last('long', 'noOwner', 'noGroupLong', 'numeric', 'fullTime', 'columns', 'across', 'onePerLine', 'commas');
  const isLong = long === 'long' || long === 'noOwner' || long === 'noGroupLong' || long === 'numeric' || long === 'fullTime';
  const formats = { columns: 'columns', across: 'across', commas: 'commas' } as const;
  const anyLong = formatWord === 'verbose' || options.has('long') || options.has('noOwner') || options.has('noGroupLong') || options.has('numeric') || options.has('fullTime');
  const format: Settings['format'] =
    isLong || (long === 'onePerLine' && anyLong) ? 'long' : long === 'columns' || long === 'across' || long === 'commas' ? formats[long] : long === undefined && terminal ? 'columns' : 'single';
  const sortKey = options.last('bySize', 'byTime', 'unsorted', 'unsortedAll', 'byVersion', 'byExtension', 'sort');
  const sorts = { bySize: 'size', byTime: 'time', unsorted: 'none', unsortedAll: 'none', byVersion: 'version', byExtension: 'extension' } as const;
  const timeKey = options.has('changeTime') ? 'changed' : options.has('accessTime') ? 'accessed' : 'modified';
  const timeWord = options.value('time');
  const timeNamed = timeWord === undefined ? undefined : chooseWord('time', timeWord, [['atime', 'access', 'use'], ['ctime', 'status'], ['mtime', 'modification'], ['birth', 'creation']]);
  const time = timeNamed === undefined ? timeKey : timeNamed === 'atime' ? 'accessed' : timeNamed === 'ctime' ? 'changed' : 'modified';
  const named = sortKey === 'sort' ? (chooseWord('sort', options.value('sort') ?? '', [['none'], ['time'], ['size'], ['extension'], ['version'], ['width']]) as Settings['sort']) : sortKey === undefined ? undefined : sorts[sortKey];
  const hiddenKey = options.last('all', 'almostAll', 'unsortedAll');
  const quoting = options.last('literal', 'quote', 'escape', 'quotingStyle');
  const styles = { literal: 'literal', quote: 'c', escape: 'escape' } as const;
  const style = quoting === undefined ? (terminal && tool.flavour === 'gnu' ? 'shell-escape' : 'literal') : quoting === 'quotingStyle' ? chooseWord('quoting-style', options.value('quotingStyle') ?? '', quotingStyles.map((word) => [word])) : styles[quoting];
  const hideControls = options.last('hideControls', 'showControls') === 'hideControls' || (terminal !== undefined && tool.flavour === 'gnu' && !options.has('showControls'));
  return {
    format,
    hidden: hiddenKey === undefined ? 'none' : hiddenKey === 'almostAll' ? 'almost' : 'all',
    sort: named ?? (timeKey !== 'modified' && format !== 'long' ? 'time' : 'name'),
    time,
    timeStyle: options.has('fullTime') ? 'full-iso' : (options.value('timeStyle') ?? 'locale'),
    reverse: options.has('reverse'),
    recursive: options.has('recursive') && !options.has('directory'),
    directoriesThemselves: options.has('directory'),
    directoriesFirst: options.has('directoriesFirst'),
    ignored: [...(options.has('noBackups') ? [/~$/] : []), ...[...options.values('ignore'), ...(hiddenKey === undefined ? options.values('hide') : [])].map(globToExpression)],
    blockSize: readSize(options.value('blockSize')),
    followOperands: options.has('dereference') || options.has('dereferenceOperands') ? 'all' : format !== 'long' && !options.has('directory') && !options.has('classify') ? 'directories' : 'none',
    followAll: options.has('dereference'),
    human: options.has('human') ? 1024 : options.has('si') ? 1000 : 0,
    inode: options.has('inode'),
    blocks: options.has('blocks'),
    numeric: options.has('numeric'),
    owner: !options.has('noOwner'),
    group: !options.has('noGroup') && !options.has('noGroupLong'),
    zero: options.has('zero'),
    indicator: options.has('indicatorStyle') ? ({ none: 'none', slash: 'slash', 'file-type': 'type', classify: 'all' } as const)[chooseWord('indicator-style', options.value('indicatorStyle') ?? '', [['none'], ['slash'], ['file-type'], ['classify']]) as 'none'] : options.has('fileType') ? 'type' : options.has('classify') && when('classify', options.value('classify'), terminal !== undefined) ? 'all' : options.has('slash') ? 'slash' : 'none',
    colour: options.has('color') ? when('color', options.value('color'), terminal !== undefined) : false,
    width: Number(options.value('width') ?? terminal?.size.columns ?? tool.process.env.get('COLUMNS') ?? 80) || 1e9,
    quote: quoterOf(style, hideControls),
  };
}
