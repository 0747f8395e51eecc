// The code of a program in, its effects to the recorder: parsed, run in thought, and with it all that it hands to others.
import type { CodeReader, Scene } from '../scene.ts';
import { EMPTY, hole, type Value } from '../value.ts';
import { callThing } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { Frame, Language } from './program.ts';
import { runEscaped } from './run-escaped.ts';
import { runStatements } from './run-statements.ts';
import { parseOrTell } from './run-text.ts';
import { openScope } from './scope.ts';

/** A language's knowledge in, its reader out. */
export function programReader(language: Language): CodeReader {
  return { run: (code, scene, line) => runProgram(language, code, scene, line) };
}

/** @param line Where the code stands in the block; undefined where it is the block. @returns What it prints: nobody follows that. */
function runProgram(language: Language, code: string, scene: Scene, line: number | undefined): Value {
  if (code.trim() === '') return EMPTY;
  const frame: Frame = {
    program: {
      language,
      steps: { evaluate, run: runStatements, call: callThing },
      overrides: openScope().names,
      running: [],
      seen: new Set(),
      escaped: [],
      given: new Map(),
      imported: new Set(),
    },
    scene: { ...scene, shell: { ...scene.shell }, lineAt: () => line ?? 1 },
    scope: openScope(),
    returns: [],
    line: (own) => line ?? Math.max(1, own),
  };
  const statements = parseOrTell(code, frame, line ?? 1);
  runStatements(statements, frame);
  runEscaped(frame);
  return hole(`$(${language.tool} …)`);
}
