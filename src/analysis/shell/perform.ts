// A program's name and its words in; its effects go to the recorder by what the tables know, its standard output comes out.
import { posix } from 'node:path';
import { visibleLine } from '../../text/visible.ts';
import { tellOwn } from '../commands/approve-run.ts';
import { findCommand, findPatterns, isHarmless, isSilent } from '../commands/find-command.ts';
import { PROGRAM_FOLDERS } from '../commands/located.ts';
import { isOwn, rememberMade } from '../commands/own.ts';
import { runInner } from '../commands/runners.ts';
import type { Call, Spec } from '../commands/spec.ts';
import { real, SCRIPT_FOLDER, sceneOfProject } from '../path-of.ts';
import type { Scene } from '../scene.ts';
import { tellEffect } from '../tell-effect.ts';
import { type Role, readFile, touch } from '../touch.ts';
import { EMPTY, hole, show, taintOf, text, type Value } from '../value.ts';
import { feed } from './feed.ts';
import { followLinks } from './follow-links.ts';
import { matchPatterns } from './match-pattern.ts';
import { parseOptions } from './options.ts';
import { childShell, SHELLS } from './run-code.ts';
import { runFile, runItself } from './run-file.ts';

/** Patterns that run code, files made of commands, modules: `*(e:'…':)`, `=(…)`, `zmodload`. */
const ZSH_ONLY = /\([^()\n]{0,200}(?:\be\W|\+\w)|(?:^|[\s=])=\(|\$\{\([^)]{0,100}e|\b(?:zmodload|ztcp|sysopen|zsystem)\b|>!/;
/** By custom, what a program prints for the shell to take in: its own settings. */
const FOR_EVAL = /^(?:completions?|docker-env|podman-env|shellenv|hook|shell-init|init-shell)$/;
/** How programs are told by custom where to write. */
const OUTPUT = 'o output out outfile output-file out-file';
const ASKS_ABOUT_ITSELF = /^(?:--help|--version|-V)$/;

export function perform(name: string, args: readonly Value[], scene: Scene, line: number): Value {
  const base = posix.basename(name);
  if (name.endsWith(`${SCRIPT_FOLDER}/bash`)) return runItself(args, scene, line);
  const own = name.includes('/') ? undefined : onOwnPath(name, scene);
  if (own !== undefined) runFile(text(own), args, scene, line);
  if (name.includes('/') && !PROGRAM_FOLDERS.test(name)) {
    runFile(text(name), args, scene, line);
    const known = findCommand(base) !== undefined || findPatterns(base).length > 0;
    return known ? act(base, args, scene, line) : hole(`$(${visibleLine(name)})`);
  }
  return act(base, args, scene, line);
}

/** Words that hardly stand for anything else: a program that nobody knows, and that is given them, may run them. */
function isCommand(word: string, next: Value | undefined): boolean {
  return (
    /^(?:rm|shred|dd|mkfs(?:\.\w+)?)$/.test(word) || (SHELLS.has(posix.basename(word)) && /^-\w*c$/.test(show(next ?? EMPTY)))
  );
}

const MAX_FOLDERS = 20;

/** Where the block sets PATH, a file that it wrote there may be what a name means. */
function onOwnPath(name: string, { shell, machine }: Scene): string | undefined {
  if (machine.files.size === 0) return undefined;
  const folders = shell.variables.get('PATH')?.flatMap(([path = EMPTY]) => show(path).split(':')) ?? [];
  return folders
    .slice(0, MAX_FOLDERS)
    .map((folder) => posix.resolve(real(shell.cwd ?? '/'), folder, name))
    .find((path) => machine.files.has(path));
}

function act(name: string, args: readonly Value[], scene: Scene, line: number): Value {
  const spec = findCommand(name);
  const call = createCall(name, args, spec ?? {}, scene, line);
  if (args.length > 0 && args.every((arg) => show(arg).startsWith('-')) && args.some((arg) => ASKS_ABOUT_ITSELF.test(show(arg))))
    return hole(`$(${name})`);
  const matched = matchPatterns(findPatterns(name), call.options);
  for (const { pattern, rest } of matched)
    call.report(isOwn(pattern[3], rest, call) ? 'execute' : pattern[1], fill(pattern[2], rest));
  rememberMade(call);
  tellOwn(call);
  const known = spec !== undefined && !spec.executes;
  if (!known && matched.length === 0 && !isHarmless(name, call.options))
    call.report('execute', `runs ${visibleLine([name, ...args.slice(0, 2).map(show)].join(' '))}`);
  if (spec === undefined) {
    for (const arg of args) readFile(arg, scene, line, 'hand-on');
    for (const target of parseOptions(args, OUTPUT).all(OUTPUT))
      if (/^(?:[/~]|\.\.)/.test(show(target))) call.touch('overwrite', target);
    const at = args.findIndex((arg, index) => isCommand(show(arg), args[index + 1]));
    if (at !== -1) call.run(args.slice(at), { ...scene, scripts: scene.scripts ?? 1 });
  }
  const output = spec && byTable(spec, call);
  const settings = !known && FOR_EVAL.test(show(call.operands.at(0) ?? EMPTY));
  return runInner(call) ?? output ?? (isSilent(name) || settings ? EMPTY : hole(`$(${name})`, taintOf(scene.stdin)));
}

function byTable(spec: Spec, call: Call): Value | undefined {
  const { operands, options } = call;
  if (spec.always) call.report(spec.always[0], fill(spec.always[1], operands.map(show)));
  const recursive = spec.recursive === '*' || (spec.recursive !== undefined && options.has(spec.recursive));
  for (const [names, role] of Object.entries(spec.options ?? {})) for (const value of options.all(names)) call.touch(role, value);
  for (const [at, operand] of operands.entries()) {
    const role =
      at === 0 && spec.first ? spec.first : at > 0 && at === operands.length - 1 && spec.last ? spec.last : spec.operands;
    if (role !== undefined) call.touch(role, operand, { recursive });
  }
  if (spec.wraps !== undefined) return call.run(wrapped(call, spec));
  return spec.does?.(call);
}

function wrapped(call: Call, spec: Spec): readonly Value[] {
  return parseOptions(call.args, spec.values ?? '', true).rest.slice(spec.wraps);
}

function fill(says: string, rest: readonly string[]): string {
  return visibleLine(
    says.replace(/\{(\d|\*)\}/g, (_, which: string) =>
      which === '*' ? rest.join(' ').slice(0, 60) : (rest[Number(which) - 1] ?? ''),
    ),
  ).trim();
}

function adds(role: Role): boolean {
  return role === 'write' || role === 'overwrite' || role === 'permissions';
}

function createCall(name: string, args: readonly Value[], spec: Spec, scene: Scene, line: number): Call {
  const { machine } = scene;
  const options = parseOptions(args, spec.values ?? '');
  return {
    name,
    args,
    options,
    operands: options.operands,
    stdin: scene.stdin,
    line,
    scene,
    report: (kind, says, details = {}) => tellEffect(scene, { kind, says: visibleLine(says), line, ...details }),
    touch(role, path, details) {
      if (details?.content !== undefined && feed(machine, show(path), details.content)) return;
      const target = followLinks(path, scene, role !== 'delete' && role !== 'move');
      touch(role, target, adds(role) ? sceneOfProject(target, scene) : scene, line, details);
    },
    read: (path) => readFile(followLinks(path, scene, true), scene, line),
    run: (words, here = scene) =>
      words.length === 0 ? EMPTY : machine.runWords(words, here, { literal: here.literal === true, line, plain: true }),
    file: (path, words, tool) => runFile(path, words, scene, line, tool),
    code: (tool, code, label, here = scene) => {
      if (/^zsh\b/.test(label) && ZSH_ONLY.test(show(code)))
        tellEffect(scene, { kind: 'opaque', says: 'cannot tell: syntax that only zsh knows', line });
      return machine.runCode(
        tool,
        code,
        { ...childShell(here, here === scene ? [] : here.shell.positional), via: [...here.via.slice(0, -1), label] },
        line,
      );
    },
  };
}
