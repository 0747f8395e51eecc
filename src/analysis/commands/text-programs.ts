// Programs over text that pick parts of it: grep, jq.
import { pathOf } from '../path-of.ts';
import { EMPTY, hole, join, show, taintOf, text, textOf, type Value } from '../value.ts';
import { matchingLines } from './lines.ts';
import type { Call, Specs } from './spec.ts';

const GREP = 'e f m A B C d D regexp file max-count after-context before-context context include exclude exclude-dir color';

export const TEXT_PROGRAMS: Specs = {
  'grep egrep fgrep zgrep': { values: GREP, does: grep },
  'rg ag ack ripgrep': {
    values: `${GREP} g glob t type T type-not pre pre-glob hostname-bin max-depth j threads r replace`,
    does: grep,
  },
  'jq yq xq tomlq gojq': { values: 'f from-file indent L p o', does: query },
};

/** A part of it, nobody knows which. Names of files stay names of files. */
export function filtered(content: Value): Value {
  if (content.length === 0) return EMPTY;
  return textOf(content) === undefined ? content : hole('(some lines)', taintOf(content));
}

/** Words that stand beside passwords and keys. */
const SOUGHT = /passw(?:or)?d|secret|token|api.?key|AKIA|PRIVATE KEY|credential|BEGIN RSA|BEGIN OPENSSH/i;

function grep(call: Call): Value {
  const { options, operands, stdin, read, touch, name } = call;
  const files = options.has('e f regexp file files') ? operands : operands.slice(1);
  const quiet = options.has('q quiet c count l files-with-matches L');
  const contents = files.map((file) => {
    if (quiet) touch('hand-on', file);
    return quiet ? EMPTY : read(file);
  });
  const [searched = EMPTY] = [...options.all('e regexp'), ...operands];
  if ((options.has('r R recursive') || /^(?:rg|ag|ack)$/.test(name)) && SOUGHT.test(show(searched)))
    for (const file of files)
      if (/^(?:home|system)$/.test(pathOf(file, call.scene).where))
        call.report('read-secret', `looks for secrets in ${pathOf(file, call.scene).shown}`);
  const listsFiles = options.has('l files-with-matches L files-without-match files') || options.has('Z null');
  if (listsFiles && (files.length > 0 || options.has('r R recursive') || name === 'rg')) return below(files[0] ?? text('.'));
  const content = files.length > 0 ? join(contents) : stdin;
  const [pattern] = [...options.all('e regexp'), ...operands];
  const literal = textOf(content);
  const known =
    literal === undefined || literal === '' || pattern === undefined || textOf(pattern) === undefined || files.length > 1
      ? undefined
      : matchingLines(literal, show(pattern), name, options);
  if (known !== undefined) return text(known);
  return files.length > 0 ? hole(`$(${name})`, taintOf(content)) : filtered(stdin);
}

/** Names of files somewhere below a folder. */
export function below(folder: Value): Value {
  return join([folder, text(show(folder).endsWith('/') ? '' : '/'), hole('(found)', {}, 'word')]);
}

function query({ options, operands, stdin, touch, read, name }: Call): Value {
  const files = options.has('n null-input') ? [] : operands.slice(1);
  if (name === 'yq' && options.has('i inplace in-place')) for (const file of files) touch('overwrite', file);
  return files.length === 0 ? hole('$(jq)', taintOf(stdin)) : hole('$(jq)', taintOf(join(files.map(read))));
}
