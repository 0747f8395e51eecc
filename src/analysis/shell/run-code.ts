// Code that something hands to an interpreter in, its standard output out. Literal code is read, other code is told about.

import { StopReading } from '../recorder.ts';
import { namesNothing } from '../scan-names.ts';
import { copyShell, type Scene } from '../scene.ts';
import { EMPTY, hole, join, type Part, show, taintOf, textOf, type Value } from '../value.ts';
import { assign } from './variables.ts';

const MAX_DEPTH = 24;

export const SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'rbash']);
const READ_BY_NAMES: ReadonlySet<string> = new Set(['python', 'node', 'typescript']);

export function runCode(tool: string, code: Value, scene: Scene, line: number): Value {
  if (scene.depth > MAX_DEPTH) throw new StopReading('code is nested too deeply');
  const { recorder } = scene.machine;
  const tell = (kind: 'opaque' | 'unread' | 'execute' | 'download-execute', says: string, host?: string) =>
    recorder.effect({
      kind,
      says,
      line,
      via: scene.via,
      ...(scene.command === undefined ? {} : { command: scene.command }),
      ...(host ? { host } : {}),
    });
  const literal = textOf(code);
  const { download, decoded } = taintOf(code);
  if (download !== undefined) tell('download-execute', `runs what it downloads from ${download}`, download);
  else if (decoded) tell('opaque', 'cannot tell: runs decoded text');
  else if (literal === undefined && code.some(isOpen)) tell('opaque', `cannot tell: runs ${tool} code that is made at run time`);
  if (SHELLS.has(tool)) {
    const output = runShell(code, { ...scene, depth: scene.depth + 1 }, line);
    return literal === undefined ? join([output, hole(`$(${tool})`)]) : output;
  }
  if (literal === '' || code.length === 0) return EMPTY;
  if (!READ_BY_NAMES.has(tool)) tell('unread', `cannot tell: there is no reader for ${tool}`);
  else if (namesNothing(show(code), line, scene.via, recorder)) tell('execute', `runs ${tool} code`);
  return hole(`$(${tool} …)`);
}

function isOpen(part: Part): boolean {
  return part.type === 'hole' && part.nature === 'any';
}

/** What stands between the holes is read too; a hole becomes a variable that holds it. */
function runShell(code: Value, scene: Scene, line: number): Value {
  let source = '';
  for (const part of code) {
    if (part.type !== 'hole') source += part.text;
    else if (code.length > 1) {
      const name = `hole_${scene.machine.next()}`;
      assign(name, [[part]], { ...scene, choices: new Map() });
      source += `\${${name}}`;
    }
  }
  if (source.trim() === '') return EMPTY;
  const script = scene.machine.parse(source);
  const output = scene.machine.runScript(script, { ...scene, lineAt: scene.depth === 1 ? lines(source) : () => line });
  for (const trap of scene.shell.traps.splice(0)) runCode('bash', trap.code, { ...scene, via: trap.via }, trap.line);
  return output;
}

/** A shell of its own starts with what its parent exported; taking all of it errs on the side of knowing more. */
export function childShell(scene: Scene, positional: Scene['shell']['positional'] = []): Scene {
  return { ...scene, shell: { ...copyShell(scene.shell), aliases: new Map(), traps: [], positional } };
}

function lines(source: string): (pos: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (pos) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= pos) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
