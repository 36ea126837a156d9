export type GrepKey = keyof typeof grepOptions;

/** The options of `grep`. */
export const grepOptions = {
  extended: 'E,extended-regexp',
  fixed: 'F,fixed-strings',
  basic: 'G,basic-regexp',
  perl: 'P,perl-regexp',
  pattern: 'e,regexp=',
  file: 'f,file=',
  ignoreCase: 'i,y,ignore-case',
  noIgnoreCase: 'no-ignore-case',
  word: 'w,word-regexp',
  line: 'x,line-regexp',
  zero: 'z,null-data',
  byteOffset: 'b,byte-offset',
  initialTab: 'T,initial-tab',
  skipBinary: 'I',
  binary: 'U,binary',
  binaryFiles: 'binary-files=',
  version: 'V,version',
  silent: 's,no-messages',
  invert: 'v,invert-match',
  maximum: 'm,max-count=',
  lineNumber: 'n,line-number',
  lineBuffered: 'line-buffered',
  withName: 'H,with-filename',
  noName: 'h,no-filename',
  label: 'label=',
  only: 'o,only-matching',
  quiet: 'q,quiet,silent',
  text: 'a,text',
  directories: 'd,directories=',
  recursive: 'r,recursive',
  dereferenceRecursive: 'R,dereference-recursive',
  include: 'include=',
  exclude: 'exclude=',
  excludeDirectory: 'exclude-dir=',
  filesWithout: 'L,files-without-match',
  filesWith: 'l,files-with-matches',
  count: 'c,count',
  nullName: 'Z,null',
  before: 'B,before-context=',
  after: 'A,after-context=',
  both: 'C,context=',
  color: 'color,colour[=]',
} as const;

/** What `grep --help` says. */
export const grepHelp = `Usage: grep [OPTION]... PATTERNS [FILE]...
Search for PATTERNS in each FILE.
Example: grep -i 'hello world' menu.h main.c
PATTERNS can contain multiple patterns separated by newlines.

Pattern selection and interpretation:
  -E, --extended-regexp     PATTERNS are extended regular expressions
  -F, --fixed-strings       PATTERNS are strings
  -G, --basic-regexp        PATTERNS are basic regular expressions
  -P, --perl-regexp         PATTERNS are Perl regular expressions
  -e, --regexp=PATTERNS     use PATTERNS for matching
  -f, --file=FILE           take PATTERNS from FILE
  -i, --ignore-case         ignore case distinctions in patterns and data
  -w, --word-regexp         match only whole words
  -x, --line-regexp         match only whole lines
  -z, --null-data           a data line ends in 0 byte, not newline

Miscellaneous:
  -s, --no-messages         suppress error messages
  -v, --invert-match        select non-matching lines
      --help                display this help text and exit

Output control:
  -m, --max-count=NUM       stop after NUM selected lines
  -b, --byte-offset         print the byte offset with output lines
  -n, --line-number         print line number with output lines
  -H, --with-filename       print file name with output lines
  -h, --no-filename         suppress the file name prefix on output
      --label=LABEL         use LABEL as the standard input file name prefix
  -o, --only-matching       show only nonempty parts of lines that match
  -q, --quiet, --silent     suppress all normal output
  -a, --text                treat binary files as text
  -r, --recursive           search directories
  -R, --dereference-recursive  likewise, but follow all symlinks
      --include=GLOB        search only files that match GLOB (a file pattern)
      --exclude=GLOB        skip files that match GLOB
      --exclude-dir=GLOB    skip directories that match GLOB
  -L, --files-without-match print only names of FILEs with no selected lines
  -l, --files-with-matches  print only names of FILEs with selected lines
  -c, --count               print only a count of selected lines per FILE

Context control:
  -B, --before-context=NUM  print NUM lines of leading context
  -A, --after-context=NUM   print NUM lines of trailing context
  -C, --context=NUM         print NUM lines of output context
      --color[=WHEN]        use markers to highlight the matching strings

When FILE is '-', read standard input. With no FILE, read '.' if recursive,
'-' otherwise. Exit status is 0 if any line is selected, 1 otherwise;
if any error occurs and -q is not given, the exit status is 2.
`;
