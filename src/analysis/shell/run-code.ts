// Code that something hands to an interpreter in, its standard output out. Literal code is read, other code is told about.
import { NAMES_UNREAD, namesApproveRun } from '../own-files.ts';
import { StopReading } from '../recorder.ts';
import { copyShell, type Scene } from '../scene.ts';
import { bindScript } from '../script-of.ts';
import { tellEffect } from '../tell-effect.ts';
import { EMPTY, hole, join, type Part, show, taintOf, text, textOf, type Value } from '../value.ts';
import { assign } from './variables.ts';

const MAX_DEPTH = 24;

export const SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'rbash']);

export function runCode(tool: string, code: Value, scene: Scene, line: number): Value {
  if (scene.depth > MAX_DEPTH) throw new StopReading('code is nested too deeply');
  const inner = { ...scene, depth: scene.depth + 1, spans: scene.depth === 0 ? scene.spans : undefined };
  tellOrigin(tool, code, scene, line);
  if (SHELLS.has(tool)) {
    const output = runShell(code, inner, line);
    return textOf(code) === undefined ? join([output, hole(`$(${tool})`)]) : output;
  }
  if (code.length === 0) return EMPTY;
  const reader = scene.machine.reader(tool);
  if (reader === undefined) {
    tellEffect(scene, { kind: 'unread', says: `cannot tell: there is no reader for ${tool}`, line });
    if (namesApproveRun(show(code))) tellEffect(scene, { kind: 'self-tamper', says: NAMES_UNREAD, line });
  }
  // A hole that is a word, such as a number, reads as a name; any other was told above.
  else return reader.run(show(code.map(named)), inner, scene.depth === 0 ? undefined : line);
  return hole(`$(${tool} …)`);
}

/** Code that nobody has seen: downloaded, decoded or put together at run time. */
export function tellOrigin(tool: string, code: Value, scene: Scene, line: number): void {
  const { download, decoded } = taintOf(code);
  const literal = textOf(code);
  for (const part of code) bindSource(part, scene);
  const cannotTell = (why: string) => tellEffect(scene, { kind: 'opaque', says: `cannot tell: ${why}`, line });
  if (download !== undefined) {
    const says = `runs what it downloads from ${download}`;
    tellEffect(scene, { kind: 'download-execute', says, line, host: download });
  } else if (decoded) cannotTell('runs decoded text');
  else if (literal !== undefined && [...scene.machine.unpacked].some((text) => literal.includes(text)))
    cannotTell(`runs ${tool} code that was encoded`);
  else if (code.some(isOpen)) cannotTell(`runs ${tool} code that is made at run time`);
}

/** `bash < x.sh`, `eval "$(cat x.sh)"`: what the file holds is what runs. */
function bindSource(part: Part, scene: Scene): void {
  const file = part.type === 'hole' ? /^\$\(<(.+)\)$/.exec(part.text)?.[1] : undefined;
  if (file !== undefined) bindScript(text(file), scene);
}

function named(part: Part): Part {
  return part.type === 'hole' ? { ...part, text: /^\w+$/.test(part.text) ? part.text : 'hole' } : part;
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
  for (const trap of scene.shell.traps.splice(0)) {
    scene.machine.recorder.here();
    runCode('bash', trap.code, { ...scene, via: trap.via, spans: undefined }, trap.line);
  }
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
