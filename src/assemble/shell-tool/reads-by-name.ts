// Tables: how programs come to the files that they read. Those that no table knows read what their words name, folders whole.

/** Programs that run or make up names, told by their words: what they read cannot be seen in their words. */
export const MAKES_UP_NAMES: Readonly<Record<string, RegExp>> = {
  ...each('sh bash dash zsh ksh mksh fish ash csh tcsh capsh', /^-\w*c/),
  ...each('python pypy ruby perl lua', /^-\w*[ceErR]/),
  ...each('node nodejs bun tsx ts-node', /^-(?:\w*[ep]|-eval|-print|-import|-loader|-experimental-loader)/),
  ...each('php Rscript', /^(?:-\w*[rBE]|--(?:run|process))/),
  deno: /^eval$/,
  make: /^(?:-E|--ev|-f-)/,
  ...each('awk gawk mawk nawk jshell osascript tclsh expect gdb lldb sqlite psql mysql', /^/),
  ...each('xargs parallel cpio pax rush', /^/),
  ...each('vi vim nvim view ex ed emacs nano less more man', /^[-+]/),
  ...each('hg svn bzr jj fossil', /^/),
  env: /^-\w*S|^--split/,
  ...each('npm npx pnpm yarn script flock su runuser nix-shell', /^(?:-\w*c|--c|--run)/),
  ...each('watch tmux screen at batch concurrently', /^/),
  tar: /^-[A-Za-z]*[TI]|^[a-z][A-Za-z]*[TI][A-Za-z]*$|^T[a-z]+$|^--(?:files|to-c|use|checkp|wild|rmt|rsh)/,
  ...each('7z 7za 7zz', /^@/),
  curl: /^(?:-\w*K|--conf)/,
  wget: /^(?:-\w*i|--input)/,
};

/** Options of any program that name a list of files. */
export const NAMES_FROM_LIST = /^--(?:files?\d?-|file-?list|pathspec-f|arg-f|input-f)/;

/** Programs that read nothing in a folder that they are given, but for names and sizes. */
export const OPENS_NO_FOLDER = new Set(
  'ls dir vdir exa eza lsd tree find gfind bfs fd fdfind du stat file test [ mkdir rmdir realpath readlink basename dirname namei echo printf pwd git cat tac head tail wc sort uniq cut tr nl sed jq yq tee xxd od hexdump strings base64 sha256sum'.split(
    ' ',
  ),
);

/** Programs that read the folder they are in unless they are given another: their options that take a value. */
export const SEARCHES: Readonly<Record<string, string>> = {
  ...each(
    'grep egrep fgrep zgrep rgrep',
    'A B C D d e f m after-context before-context context devices directories regexp file max-count include exclude exclude-dir exclude-from label binary-files color colour group-separator',
  ),
  rg: 'A B C E M T d e f g j m r t after-context before-context color colors context context-separator dfa-size-limit encoding engine field-context-separator field-match-separator file glob hostname-bin hyperlink-format iglob ignore-file max-columns max-count max-depth maxdepth max-filesize path-separator pre pre-glob regex-size-limit regexp replace sort sortr threads type type-add type-clear type-not',
};
/** A pattern given by one of these is not the first operand. */
export const GIVES_PATTERN = 'e f regexp file';

/** Programs, and options of any, that take whole folders: on another machine nobody can look what is in those. */
export const TAKES_FOLDERS = new Set('tar rsync zip mv scp rg tree diff docker'.split(' '));
export const WHOLE_FOLDERS = /^(?:-\w*[rRa]|--(?:rec|arch))/;

/** These always read it. */
export const READS_THE_FOLDER = new Set('ag ack ugrep ug sift pt 7z 7za 7zz'.split(' '));

const LOOKS_BACK =
  /^(?:--oneline|--graph|--decorate\S*|--all|-\d+|-n\d*|\d+|--max-count=\d+|--(?:format|pretty|since|until|after|before|author|committer|date|grep)\S*.*|--(?:stat|shortstat|name-only|name-status|no-merges|merges|first-parent|reverse|follow|abbrev-commit)|--|[^-].*)$/s;

/** What git may be asked without a look at contents: a command and its words. All else is refused. */
export const GIT_SHOWS_NAMES: Readonly<Record<string, RegExp>> = {
  status: /^(?:-s|-b|-sb|-u\w*|--short|--branch|--porcelain(?:=v\d)?|--ignored|--|[^-].*)$/s,
  log: LOOKS_BACK,
  add: /^(?:-[AuvnfN]|--all|--update|--|[^-].*)$/s,
  ...each('branch tag remote rev-parse ls-files ls-tree describe shortlog switch fetch pull push init', /^/),
};

function each<Value>(names: string, value: Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, value]));
}
