// A program that is named by its path in; what it would do, where its text is known.
import { visibleLine } from '../../text/visible.ts';
import { NAMES_UNREAD, namesApproveRun } from '../own-files.ts';
import { pathOf } from '../path-of.ts';
import type { Scene } from '../scene.ts';
import { bindScript, scriptOf } from '../script-of.ts';
import { fitting } from '../special-paths.ts';
import { tellEffect } from '../tell-effect.ts';
import { hole, show, text, type Value } from '../value.ts';
import { fetchedFrom } from './remember.ts';
import { childShell, SHELLS } from './run-code.ts';

/** A program given by its path: what the block wrote or downloaded there is known. */
export function runFile(path: Value, args: readonly Value[], scene: Scene, line: number, tool?: string): Value {
  const { path: absolute } = pathOf(path, scene);
  // Told even where the block writes it: it may have run into an older file of that name.
  tellEffect(scene, {
    kind: 'execute',
    says: `runs the program ${visibleLine(show(path))}`,
    line,
    ...(absolute === undefined ? {} : { path: absolute, where: pathOf(path, scene).where }),
  });
  const unknown = hole(`$(${visibleLine(show(path))})`);
  const host = fetchedFrom(path, scene);
  if (host !== undefined)
    tellEffect(scene, { kind: 'download-execute', says: `runs what it downloads from ${host}`, line, host });
  const meant = fitting(absolute ?? '', scene.machine.files);
  const found = scriptOf(meant === undefined ? path : text(meant), scene, line);
  if (found === undefined) return unknown;
  const interpreter = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?([a-z]+)/.exec(show(found.code))?.[1];
  const language = tool ?? toolOf(interpreter);
  // A script of the project in a language that nobody reads is a program like any other.
  if (found.given && !SHELLS.has(language) && !scene.machine.hasReader(language)) {
    bindScript(path, scene);
    if (namesApproveRun(show(found.code))) tellEffect(scene, { kind: 'self-tamper', says: NAMES_UNREAD, line });
    return unknown;
  }
  const child = childShell(found.scene, args);
  for (const name of ['0', 'BASH_SOURCE']) child.shell.variables.set(name, [[path]]);
  return scene.machine.runCode(language, found.code, child, line);
}

/** `"$0"`: what the block does is known already, but not how often. */
export function runItself(args: readonly Value[], { machine, via, forking }: Scene, line: number): Value {
  const bomb = forking === true && args.length === 0;
  const says = bomb ? 'starts itself again and again (a fork bomb)' : 'runs itself again';
  machine.recorder.effect({ kind: bomb ? 'process' : 'execute', says, line, via });
  return hole('$("$0")');
}

function toolOf(interpreter: string | undefined): string {
  if (interpreter === undefined || SHELLS.has(interpreter)) return 'bash';
  return interpreter;
}
