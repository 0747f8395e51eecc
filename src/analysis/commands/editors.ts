// Editors and debuggers that are told what to do: their orders may run commands and write files.
import { parseOptions } from '../shell/options.ts';
import { EMPTY, hole, show, text, textOf, type Value } from '../value.ts';
import { meansApproveRun } from './approve-run.ts';
import type { Call, Specs } from './spec.ts';

interface Editor {
  /** Options whose value is an order. */
  readonly orders: string;
  /** Other options that take a value. */
  readonly values?: string;
  /** Options whose value is a file of orders. */
  readonly files?: string;
  /** It takes orders from standard input: always, or with one of these options. */
  readonly stdin?: true | string;
  /** An order that runs a command: what it found is shell code. */
  readonly runs: RegExp;
  /** An order that may run anything. */
  readonly opaque: RegExp;
  /** An order that writes the file it names. */
  readonly writes?: RegExp;
}

/** `!cmd`, `:%!cmd`, `r !cmd`, `w !cmd`, `silent !cmd`, `exe "!cmd"`. */
const RUNS =
  /^[\s:]*(?:(?:sil(?:ent)?!?|keepjumps|noautocmd|exe(?:cute)?)\s+["']?)*(?:[\d.,$%+;-]|'[a-z<>])*\s*(?:r(?:ead)?\s*|w(?:rite)?\s+|e\s+)?!+\s*([^\s!].*)$/;
const SCRIPTS =
  /\b(?:system(?:list)?|job_start|termopen|libcall(?:nr)?|delete|writefile|rename)\s*\(|^[\s:]*(?:\d*,?\d*)?(?:py(?:thon)?3?x?|lua|ruby|perl|tcl|mzscheme)(?:do|file)?\b|^[\s:]*(?:ter(?:minal)?|so(?:urce)?|ru(?:ntime)?|pa(?:ckadd)?|mak?e?|grep|cscope|feedkeys|luafile)!?\s+\S/;
const VIM: Editor = {
  orders: 'c cmd',
  values: 'u U i T w W t r',
  files: 'S l',
  stdin: 'e E es Es s',
  runs: RUNS,
  opaque: SCRIPTS,
  writes: /^[\s:\d,$%]*(?:w(?:rite)?|sav(?:eas)?|wq|x(?:it)?)!?\s+(?:>>\s*)?([^!\s]\S*)$/,
};

const EDITORS: Readonly<Record<string, Editor>> = {
  'vim vi nvim view vimdiff gvim': VIM,
  ex: { ...VIM, stdin: true },
  'ed red': { ...VIM, orders: '', values: 'p', files: '', stdin: true },
  gdb: {
    orders: 'ex -ex eval-command -eval-command iex -iex init-eval-command',
    values: 'p pid c core cd d tty s symbols e exec',
    files: 'x -x command ix -ix init-command',
    stdin: true,
    runs: /^\s*(?:shell|!|pipe\s[^|]*\||\|[^|]*\|)\s*(.+)$/,
    opaque: /^\s*(?:python|py|guile|source|make|call|print|p)\b.*(?:\(|\.\w)|^\s*(?:python|py|guile|source)\b/,
  },
  lldb: {
    orders: 'o one-line O one-line-before-file k',
    values: 'p attach-pid c core f file n',
    files: 's source S',
    stdin: true,
    runs: /^\s*(?:platform\s+shell|shell)\s+(.+)$/,
    opaque: /^\s*(?:script|command\s+(?:source|script)|expr(?:ession)?|call)\b/,
  },
};

/** A line that begins with a mark is for the shell. */
const MARKED = /^\s*!+\s*(\S.*)$/;
const NEVER = /$^/;

/** Calculators, clients and their like that can run commands. */
const OTHERS: Readonly<Record<string, Editor>> = {
  dc: { orders: 'e expression', files: 'f file', stdin: true, runs: MARKED, opaque: NEVER },
  'ftp lftp tnftp': {
    orders: 'e c',
    values: 'p u',
    files: 'f',
    stdin: true,
    runs: MARKED,
    opaque: /^\s*(?:shell|source|local)\b/,
  },
  m4: { orders: '', values: 'D I U', stdin: true, runs: NEVER, opaque: /\be?syscmd\s*\(/ },
  gnuplot: {
    orders: 'e',
    stdin: true,
    runs: MARKED,
    opaque: /\bsystem\b\s*[('"]|(?:^|;)\s*(?:shell|system|load)\b|["']\s*[<|]/,
  },
};

const SPECS = { ...EDITORS, ...OTHERS };

export const EDITOR_SPECS: Specs = Object.fromEntries(
  Object.entries(SPECS).map(([names, editor]) => [
    names,
    { values: `${editor.orders} ${editor.values ?? ''} ${editor.files ?? ''}`, does: (call: Call) => edit(editor, call) },
  ]),
);

function edit(editor: Editor, call: Call): Value | undefined {
  const { stdin, report, read } = call;
  const given = call.args.filter((arg) => /^\+./.test(show(arg))).map((arg) => text(show(arg).slice(1)));
  const args = call.args.filter((arg) => !/^\+/.test(show(arg)));
  const options = parseOptions(args, `${editor.orders} ${editor.values ?? ''} ${editor.files ?? ''}`);
  const orders = [...given, ...(editor.orders === '' ? [] : options.all(editor.orders))];
  for (const file of editor.files ? options.all(editor.files) : []) orders.push(read(file));
  // In place of a file: what the command prints is edited.
  if (/^r?ed$/.test(call.name)) orders.push(...options.operands.filter((one) => show(one).startsWith('!')));
  if (editor.stdin === true || (editor.stdin !== undefined && options.has(editor.stdin))) orders.push(stdin);
  for (const order of orders) {
    if (order.some((part) => part.type === 'hole' && part.nature === 'any') && order.length === 1)
      report('opaque', `cannot tell: what ${call.name} is told to do`);
    for (const line of commandLines(order)) obey(line, editor, call);
  }
  if (/gdb|lldb/.test(call.name) && options.all('p pid attach-pid').some((one) => meansApproveRun(show(one))))
    report('self-tamper', 'takes hold of approve-run itself');
  if (/gdb|lldb/.test(call.name)) report('execute', `runs ${options.operands[0] ? show(options.operands[0]) : call.name}`);
  else if (/^(?:t?n?ftp|lftp)$/.test(call.name))
    report('network', `talks to ${options.operands[0] ? show(options.operands[0]) : 'a host'}`);
  else if (/^(?:m4|gnuplot)$/.test(call.name))
    for (const file of options.operands) for (const line of commandLines(read(file))) obey(line, editor, call);
  else if (!/^(?:view|vimdiff|dc)$/.test(call.name)) {
    const content = insertedText(orders);
    for (const file of options.operands) call.touch('overwrite', file, content === undefined ? {} : { content: text(content) });
  }
  return orders.length > 0 ? hole(`$(${call.name})`) : EMPTY;
}

/** A longer line is not taken apart at its bars. */
const MAX_LINE = 500;

const INSERTS = /^[\d,.$]*(?:[aic]|append|insert|change)$/;

/** What is put in, where that is all that is known to be in the file. */
function insertedText(orders: readonly Value[]): string | undefined {
  const lines: string[] = [];
  let inserts = false;
  for (const line of orders.map(textOf).join('\n').split('\n')) {
    if (inserts && line !== '.') lines.push(line);
    inserts = inserts ? line !== '.' : INSERTS.test(line);
  }
  return lines.length === 0 ? undefined : `${lines.join('\n')}\n`;
}

/** What stands between `a` and a dot is text that is put in. */
function commandLines(order: Value): readonly string[] {
  const lines: string[] = [];
  let inserts = false;
  for (const line of (textOf(order) ?? show(order)).split('\n')) {
    if (inserts) inserts = line !== '.';
    else if (INSERTS.test(line)) inserts = true;
    else if (line.length > MAX_LINE) lines.push(line);
    else lines.push(...line.split(/(?<=^[^!]*)\|(?!\|)(?=[^!]*$)/));
  }
  return lines;
}

function obey(line: string, { runs, opaque, writes }: Editor, call: Call): void {
  const command = runs.exec(line)?.[1];
  const target = writes?.exec(line)?.[1];
  if (command !== undefined) call.code('bash', text(command.replace(/["']$/, '')), call.name);
  else if (opaque.test(line)) call.report('opaque', `cannot tell: ${call.name} runs a script`);
  else if (target !== undefined) call.touch('overwrite', text(target));
}
