// approve-run as a program of the block: one run inside the other that would loosen, one installed in its place, its end.
import { posix } from 'node:path';
import { visibleLine } from '../../text/visible.ts';
import { isOwnFile, patchesOwnFile } from '../own-files.ts';
import { pathOf } from '../path-of.ts';
import type { Scene } from '../scene.ts';
import { tellEffect } from '../tell-effect.ts';
import { show, text, type Value } from '../value.ts';
import type { Call, Specs } from './spec.ts';

export const APPROVE_RUN: Specs = {
  'approve-run': {
    values:
      'policy always timeout on-timeout message denied-message model base-url agent system temperature max-turns context-tokens record block-timeout env cwd allow-read allow-write approver for uses corpus journal older-than',
    executes: true,
    does: nested,
  },
};

/** Commands that only look, and those that change what later runs allow. */
const LOOKS = /^(?:check|policy|config|doctor|completion|help|log)$/;
const CHANGES = /^(?:trust|grants|init)$/;
/** What these run is decided by the options of an earlier run, or by answers that were given in it. */
const EARLIER = /^(?:resume|replay)$/;
/** A run that has one of these among its policies asks for everything, or lets through only what changes nothing. */
const STRICT = /^(?:ask|deny-all|read-only)$/;
const LOOSENS = 'always env allow-read allow-write approver config cwd no-sandbox journal';
/** Whose settings a run takes. */
const WHOSE = ['HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME'];
/** What gives a program a terminal, and answers its questions there. */
const TERMINALS =
  /^(?:script -c|script|unbuffer|tmux|screen|dtach|xterm|konsole|alacritty|gnome-terminal|pty\.spawn|pexpect\.\w+|\w*\.?PtyProcess\w*\.spawn|node-pty\.spawn)$/;

/** `approve-run`, `approve-run@2`, `approve-run.js`: by whatever the program is started. */
export function isApproveRun(name: string): boolean {
  return /^approve-run(?:@[\w.^~-]*|\.[cm]?js)?$/.test(name);
}

/** A run inside a run must not loosen what the outer one decides. */
function nested(call: Call): undefined {
  const { args, operands, options, report } = call;
  if (options.has('help version h V')) return undefined;
  const verb = show(operands[0] ?? []);
  const shown = args.map(show).join(' ').slice(0, 60);
  if (verb === 'log' && show(operands[1] ?? []) !== 'verify' && operands.slice(1).some(mayPrune))
    report('self-tamper', `removes records of what was run: ${shown}`);
  else if (CHANGES.test(verb) && !(verb === 'grants' && /^(?:list|)$/.test(show(operands[1] ?? []))))
    report('self-tamper', `changes what later runs of approve-run allow: ${shown}`);
  else if (EARLIER.test(verb)) report('self-tamper', `runs blocks by the rules of an earlier run: ${shown}`);
  else if (args.some(mayBeOption) || (!LOOKS.test(verb) && (loosens(call) || isElsewhere(call))))
    report('self-tamper', `runs approve-run with its own rules: ${shown}`);
  else if (!LOOKS.test(verb) && isAnswered(call)) report('self-tamper', `answers the questions of approve-run: ${shown}`);
  return undefined;
}

function mayPrune(word: Value): boolean {
  return show(word) === 'prune' || word.some(({ type }) => type !== 'text');
}

/** What only the run knows may be `--policy=allow-all`. */
function mayBeOption([first]: Value): boolean {
  return first !== undefined && first.type !== 'text';
}

/** `--sandbox` takes its value behind a blank as well. */
function loosens({ options, operands }: Call): boolean {
  const policies = options.all('policy').map(show);
  const sandbox = [...options.all('sandbox'), ...(options.has('sandbox') ? operands : [])].map(show);
  return (
    options.has(LOOSENS) ||
    sandbox.some((how) => /^(?:net|off|auto)$/.test(how)) ||
    (options.has('policy') && !policies.some((policy) => STRICT.test(policy)))
  );
}

function isElsewhere({ scene }: Call): boolean {
  return WHOSE.some((name) => scene.shell.variables.has(name));
}

/** A task may come in by a pipe (`-`), an answer may not. */
function isAnswered({ stdin, operands, scene }: Call): boolean {
  const given = stdin.length > 0 && show(stdin) !== '$(</dev/null)' && !operands.some((one) => show(one) === '-');
  return given || scene.via.some((label) => TERMINALS.test(label));
}

/** `npm install -g approve-run@1`, `yarn remove approve-run`: another program under its name, or none. */
export function tellReplaced(operands: readonly Value[], everywhere: boolean, scene: Scene, report: Call['report']): void {
  const words = operands.map(show).filter((word) => word !== 'global');
  const [verb = '', ...packages] = words;
  const puts = /^(?:i|in|ins|inst|install|add|up|update|upgrade|link|ln)$/.test(verb);
  const takes = /^(?:un|unin|uninstall|remove|rm|r|unlink)$/.test(verb);
  if (!puts && !takes) return;
  const found = packages.find((name) => /(?:^|\/)approve-run(?:@.*|-\d[\w.-]*\.tgz)?$/.test(name));
  const own = scene.machine.place.own?.some((one) => one.startsWith(`${scene.machine.place.cwd}/node_modules/approve-run`));
  if (found !== undefined && (takes || own || everywhere || words.length < operands.length))
    report('self-tamper', `${puts ? 'replaces' : 'removes'} the program approve-run: ${verb} ${found}`);
}

/** `cp sub/.approvalrc .`: it lies there under its own name, and counts for the folder. */
export function tellBrought(sources: readonly Value[], target: Value, scene: Scene, line: number): void {
  const { place } = scene.machine;
  const { path } = pathOf(target, scene);
  if (path === undefined || !`${place.cwd}/`.startsWith(`${path.replace(/\/$/, '')}/`)) return;
  const found = sources.find((source) => isOwnFile(posix.join(path, posix.basename(show(source))), place));
  if (found !== undefined) tellEffect(scene, { kind: 'self-tamper', says: `brings ${visibleLine(show(found))} here`, line });
}

/** What commands do to approve-run's files by the way, for which their own entries have no word. */
export function tellOwn({ name, args, operands, options, stdin, scene, line, report, read }: Call): void {
  if (/^(?:cp|mv|install|ln|rsync|scp)$/.test(name)) {
    const [folder] = options.all('t target-directory');
    const last = operands.length > 1 ? operands.at(-1) : name === 'ln' ? text('.') : undefined;
    const target = folder ?? last;
    if (target !== undefined) tellBrought(operands, target, scene, line);
  } else if (name === 'git' && /^(?:restore|checkout)$/.test(show(operands[0] ?? []))) {
    const found = operands.slice(1).find((one) => isOwnFile(pathOf(one, scene).path ?? '', scene.machine.place));
    if (found !== undefined) report('self-tamper', `changes approve-run's own file ${show(found)}`);
  } else if (name === 'patch' || (name === 'git' && /^(?:apply|am)$/.test(show(operands[0] ?? [])))) {
    const patches = [stdin, ...(name === 'git' ? operands.slice(1) : options.all('i input')).map(read)];
    if (patches.some((patch) => patchesOwnFile(show(patch)))) report('self-tamper', "patches approve-run's own file");
  } else if (/^(?:strace|ltrace|perf|reptyr|gcore|nsenter)$/.test(name)) {
    if (args.some((arg) => meansApproveRun(show(arg)) && !isApproveRun(show(arg))))
      report('self-tamper', 'takes hold of approve-run itself');
  } else if (/^(?:volta|brew|mise|asdf)$/.test(name)) tellReplaced(operands, true, scene, report);
}

/** A process by its number, or a name: whether it may be approve-run, which started the block. */
export function meansApproveRun(shown: string): boolean {
  return /\$\{?PPID\b|getppid\b|\bppid\b|approve-?\.?run/.test(shown);
}

/** `node …/bin/approve-run.js`: a script that is approve-run. */
export function isOwnProgram(script: Value, { scene }: Call): boolean {
  const { path } = pathOf(script, scene);
  const name = (path ?? show(script)).split('/').at(-1) ?? '';
  return (
    isApproveRun(name) || scene.machine.place.own?.some((one) => path?.startsWith(`${one}/`) && /\.[cm]?js$/.test(path)) === true
  );
}
