// Programs over text that have a language of their own: grep, sed, awk, jq.
import { EMPTY, hole, join, show, taintOf, text, textOf, type Value } from '../value.ts';
import type { Call, Specs } from './spec.ts';

export const TEXT_PROGRAMS: Specs = {
  'grep egrep fgrep rg ag ack zgrep ripgrep': {
    values:
      'e f m A B C d D regexp file max-count after-context before-context context include exclude exclude-dir g glob t type T type-not color pre pre-glob hostname-bin max-depth j threads r replace',
    does: grep,
  },
  'sed gsed': { values: 'e f l expression file line-length', does: sed },
  'awk gawk mawk nawk': { values: 'F f v field-separator file assign e source i include', does: awk },
  'jq yq xq tomlq gojq': { values: 'f from-file indent L p o', does: query },
};

/** A part of it, nobody knows which. Names of files stay names of files. */
export function filtered(content: Value): Value {
  if (content.length === 0) return EMPTY;
  return textOf(content) === undefined ? content : hole('(some lines)', taintOf(content));
}

function grep(call: Call): Value {
  const { options, operands, stdin, read, touch, name } = call;
  const files = options.has('e f regexp file files') ? operands : operands.slice(1);
  const quiet = options.has('q quiet c count l files-with-matches L');
  const contents = files.map((file) => {
    if (quiet) touch('hand-on', file);
    return quiet ? EMPTY : read(file);
  });
  const listsFiles = options.has('l files-with-matches L files-without-match files') || options.has('Z null');
  if (listsFiles && (files.length > 0 || options.has('r R recursive') || name === 'rg')) return below(files[0] ?? text('.'));
  if (files.length > 0) return hole(`$(${name})`, taintOf(join(contents)));
  return filtered(stdin);
}

/** Names of files somewhere below a folder. */
export function below(folder: Value): Value {
  return join([folder, text('/'), hole('(found)', {}, 'word')]);
}

/** `s/…/…/e`, or `e` alone: the text itself is run. */
const RUNS_LINES =
  /(?:^|[;{}\n])\s*[\d$]*e\s*(?:$|[;}\n])|s([/|#,@!%])(?:\\.|(?!\1).)*\1(?:\\.|(?!\1).)*\1[gpiImM\d]*e[gpiImM\d]*\s*(?:$|[;}\n])/;

function sed(call: Call): Value {
  const { options, operands, stdin, touch, read, report } = call;
  const scripts = options.all('e expression');
  const script = scripts.length > 0 ? scripts : operands.slice(0, options.has('f file') ? 0 : 1);
  const files = scripts.length > 0 || options.has('f file') ? operands : operands.slice(1);
  for (const one of script) {
    const code = show(one);
    const command = /(?:^|[;{}\n])\s*\d*e\s+(.+)/.exec(code)?.[1];
    if (command !== undefined) call.code('bash', text(command), 'sed e');
    else if (RUNS_LINES.test(code)) report('opaque', 'cannot tell: sed runs what it reads');
    const target = /(?:^|[;{}\n\d$]\s*|\/[gpiI\d]*)w\s+([^\n;}]+)/.exec(code)?.[1];
    if (target !== undefined) touch('overwrite', text(target.trim()));
  }
  if (options.has('i in-place')) {
    for (const file of files) touch('overwrite', file);
    return EMPTY;
  }
  return files.length === 0 ? rewritten(stdin) : hole('$(sed)', taintOf(join(files.map(read))));
}

/** Changed names may lie anywhere. */
function rewritten(content: Value): Value {
  return content.length === 0 ? EMPTY : hole('(changed text)', taintOf(content));
}

function awk(call: Call): Value {
  const { options, operands, stdin, report, touch } = call;
  const program = show(options.all('e source')[0] ?? operands[0] ?? []);
  const files = options.has('f file') ? operands : operands.slice(1);
  const command = /\bsystem\s*\(\s*"((?:\\.|[^"\\])*)"\s*\)/.exec(program)?.[1];
  if (command !== undefined) call.code('bash', text(command.replace(/\\(.)/g, '$1')), 'awk system');
  else if (
    /\bsystem\s*\(|\|\s*getline\b|(?:^|[^|])\|\s*&?\s*(?:"|\w+\s*[;}]|getline)/.test(
      program.replace(/\/(?:\\.|[^/\\\n])*\//g, '//'),
    )
  ) {
    if (!/\|\s*"(?:sort|cat|uniq|column|head|tail|wc|tee)\b[^";|&$`]*"/.test(program))
      report('opaque', 'cannot tell: awk runs other commands');
  }
  const target = /(?:print|printf)\b[^|;}\n]*?>>?\s*"([^"]+)"/.exec(program)?.[1];
  if (target !== undefined && target !== '/dev/stderr') touch('overwrite', text(target));
  const changes = options.all('i include').some((value) => show(value) === 'inplace');
  for (const file of files) if (!/=/.test(show(file))) touch(changes ? 'overwrite' : 'read', file);
  return files.length === 0 ? rewritten(stdin) : hole('$(awk)');
}

function query({ options, operands, stdin, touch, read, name }: Call): Value {
  const files = options.has('n null-input') ? [] : operands.slice(1);
  if (name === 'yq' && options.has('i inplace in-place')) for (const file of files) touch('overwrite', file);
  return files.length === 0 ? hole('$(jq)', taintOf(stdin)) : hole('$(jq)', taintOf(join(files.map(read))));
}
