// Shell code and the place in, effects into the recorder out: puts the parts of the shell reader together.
import type { Place } from '../place.ts';
import type { Recorder } from '../recorder.ts';
import type { Machine } from '../scene.ts';
import { EMPTY, text } from '../value.ts';
import { loadParser } from './parse-shell.ts';
import { runCode } from './run-code.ts';
import { runCommand, runWords } from './run-command.ts';
import { runNode, runScript } from './run-script.ts';

export async function readShell(code: string, place: Place, recorder: Recorder): Promise<void> {
  const parse = await loadParser();
  let count = 0;
  const machine: Machine = {
    place,
    recorder,
    parse(source) {
      recorder.spend(1 + source.length / 50);
      return parse(source);
    },
    files: new Map(),
    next: () => ++count,
    runScript,
    runNode,
    runCommand,
    runWords,
    runCode,
  };
  const shell = { cwd: place.cwd, variables: new Map(), functions: new Map(), aliases: new Map(), traps: [], positional: [] };
  const lineAt = () => 1;
  runCode('bash', text(code), { machine, shell, via: [], lineAt, stdin: EMPTY, depth: 0, certain: true, choices: new Map() }, 1);
}
