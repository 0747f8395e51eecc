// An import in; the name it makes stands for the module. Importing what nobody knows runs it.
import { posix } from 'node:path';
import { visibleLine } from '../../text/visible.ts';
import { real } from '../path-of.ts';
import { bindScript } from '../script-of.ts';
import { tellEffect } from '../tell-effect.ts';
import { text, type Value } from '../value.ts';
import { canonicalName } from './canonical-name.ts';
import { refTo } from './members.ts';
import type { Frame } from './program.ts';
import type { Statement } from './tree.ts';

export function importModule({ module, name, as, line }: Extract<Statement, { type: 'import' }>, frame: Frame): void {
  tellImport(module, line, frame);
  if (name === '*') {
    if (as === undefined) frame.scope.wildcards.push(canonicalName(module, frame.program));
    return;
  }
  if (as === undefined) return;
  const own = plainName(module);
  const whole = name === undefined || name === 'default' ? own : `${own}.${name}`;
  frame.scope.names.set(as, refTo(whole, frame));
}

/** `npm:chalk@5`, `jsr:@std/fs`, `https://deno.land/std@0.224.0/fs/mod.ts` name a package like another. */
function plainName(module: string): string {
  return module
    .replace(/^https:\/\/deno\.land\/std(?:@[\w.-]+)?\/(\w+)\/.*$/, '@std/$1')
    .replace(/^(?:npm|jsr):\/?(@?[^@]+)(?:@[^/]*)?/, '$1');
}

function fileWritten(file: string, { shell, machine }: Frame['scene']): Value | undefined {
  return machine.files.get(posix.resolve(shell.cwd ?? '/', file));
}

/** A module of the project is a script that runs; one that no table knows is a program that nobody has read. */
export function tellImport(module: string, line: number, { program, scene, line: place }: Frame): void {
  if (program.imported.has(module)) return;
  program.imported.add(module);
  // `python -m pkg` looks from the working directory, a script from where it lies.
  const fromHere = scene.script === undefined || scene.script.endsWith('/__main__.py');
  const folder = fromHere ? (scene.shell.cwd ?? '/') : posix.dirname(scene.script);
  // `require('…/bin/approve-run.js')`: with what words it runs, only the run knows.
  if (/\/approve-run(?:\.[cm]?js)?$/.test(module))
    tellEffect(scene, { kind: 'self-tamper', says: 'runs approve-run inside this program', line: place(line) });
  // Bound also where a library of that name is known: one of the project comes first.
  for (const file of program.language.fileOf(module)) bindScript(text(posix.resolve(real(folder), file)), scene);
  const top = module.startsWith('@') ? module.split('/').slice(0, 2).join('/') : (module.split(/[./]/)[0] ?? module);
  if (module !== '' && !/^[./]/.test(module) && (program.language.modules.has(top) || program.language.modules.has(module)))
    return;
  // Where Deno takes its packages from, as others take them from npm.
  const registry = /^https:\/\/(?:deno\.land|jsr\.io|esm\.sh)\//.test(module);
  if (/^(?:data|blob|https?):/.test(module) && !registry) {
    const download = /^https?:/.test(module);
    const from = visibleLine(module.split('/')[2] ?? '');
    const says = download ? `runs what it downloads from ${from}` : 'cannot tell: loads code from an address that holds it';
    scene.machine.recorder.effect({ kind: download ? 'download-execute' : 'opaque', says, line: place(line), via: scene.via });
  }
  const written = program.language
    .fileOf(module)
    .map((file) => fileWritten(file, scene))
    .find((one) => one !== undefined);
  if (written !== undefined) scene.machine.runCode(program.language.tool, written, { ...scene, spans: undefined }, place(line));
  const says = `runs the module ${visibleLine(module).slice(0, 60) || '(none)'}`;
  tellEffect(scene, { kind: 'execute', says, line: place(line) });
}
