// A command's name in; where the block itself defines it (function, alias), what running that writes out.

import { findCommand } from '../commands/find-command.ts';
import type { CommandCall, Scene } from '../scene.ts';
import { EMPTY, show, type Value } from '../value.ts';

/** @returns Undefined when the block does not define that name, or not surely and a program of that name is known. */
export function runNamed(name: string, args: readonly Value[], scene: Scene, call: CommandCall): Value | undefined {
  const body = scene.shell.functions.get(name);
  if (body !== undefined) {
    const output = runFunction(name, args, scene, call.line);
    return body.certain || findCommand(name) === undefined ? output : undefined;
  }
  const alias = scene.shell.aliases.get(name);
  if (alias !== undefined) {
    runAlias(name, alias, args, scene);
    // Scripts expand no aliases unless told to: the plain command counts as well, where there is one.
    return findCommand(name) === undefined ? EMPTY : undefined;
  }
  return undefined;
}

/** How often a function is followed into itself: with the same words, and with any. */
const MAX_SAME = 2;
const MAX_ENTRIES = 4;
const MAX_SHOWN = 500;

function runFunction(name: string, args: readonly Value[], scene: Scene, line: number): Value {
  const body = scene.shell.functions.get(name);
  if (body === undefined) return EMPTY;
  const callers = scene.callers ?? [];
  const { recorder } = scene.machine;
  // A function may give its own name to another one, call itself with other words, or find other things set.
  const caller = `${name} ${body.node.pos}-${body.node.end} `;
  const call = caller + args.map(show).join('\0').slice(0, MAX_SHOWN);
  const same = callers.filter((one) => one === call).length;
  if (same > 0 && scene.forking)
    recorder.effect({ kind: 'process', says: 'starts itself again and again (a fork bomb)', line, via: scene.via });
  if (same >= MAX_SAME || (same > 0 && scene.forking)) return EMPTY;
  if (callers.filter((one) => one.startsWith(caller)).length >= MAX_ENTRIES) return EMPTY;
  const { positional } = scene.shell;
  scene.shell.positional = args;
  const output = scene.machine.runNode(body.node, {
    ...scene,
    callers: [...callers, call],
    forking: false,
    // A `return` may end it before what it defines.
    certain: false,
    lineAt: body.lineAt,
    depth: scene.depth + 1,
  });
  scene.shell.positional = positional;
  return output;
}

function runAlias(name: string, alias: string, args: readonly Value[], scene: Scene): void {
  const shell = { ...scene.shell, aliases: new Map([...scene.shell.aliases].filter(([other]) => other !== name)) };
  shell.variables.set('alias_rest', [args]);
  const script = scene.machine.parse(`${alias} "\${alias_rest[@]}"`);
  const line = scene.lineAt(0);
  scene.machine.runScript(script, { ...scene, shell, lineAt: () => line, depth: scene.depth + 1 });
}
