// Text that a program runs as code in; what it gives out. Its own language sees the program's names.
import { StopReading } from '../recorder.ts';
import { tellOrigin } from '../shell/run-code.ts';
import { tellEffect } from '../tell-effect.ts';
import { textOf } from '../value.ts';
import type { Frame } from './program.ts';
import { NOTHING, type Thing, textThing, toText, unknownThing, waysOf } from './thing.ts';
import type { Statement } from './tree.ts';

const MAX_DEPTH = 24;
/** Parsers take their time for each: 200 KB of ordinary code has fewer. */
const MAX_TOKENS = 50_000;
const TOKEN = /\w+|[^\w\s]/g;

export function runText(tool: string, code: Thing, frame: Frame, line: number): Thing {
  const { scene, program } = frame;
  if (tool !== program.language.tool) return textThing(scene.machine.runCode(tool, toText(code), scene, line));
  if (scene.depth > MAX_DEPTH) throw new StopReading('code is nested too deeply');
  let result: Thing = NOTHING;
  for (const way of waysOf(code)) {
    const value = toText(way);
    tellOrigin(tool, value, scene, line);
    const literal = textOf(value);
    result =
      literal === undefined
        ? unknownThing('(code)', {}, true)
        : runLiteral(literal, { ...frame, line: () => line, scene: { ...scene, spans: undefined, depth: scene.depth + 1 } });
  }
  return result;
}

function runLiteral(code: string, frame: Frame): Thing {
  const statements = parseOrTell(code.trim(), frame, frame.line(1));
  const last = statements.at(-1);
  if (last?.type !== 'expression') {
    frame.program.steps.run(statements, frame);
    return NOTHING;
  }
  frame.program.steps.run(statements.slice(0, -1), frame);
  return frame.program.steps.evaluate(last.value, frame);
}

export function parseOrTell(code: string, { program, scene }: Frame, line: number): readonly Statement[] {
  scene.machine.recorder.spend(1 + code.length / 50);
  if (code.length > MAX_TOKENS && (code.match(TOKEN)?.length ?? 0) > MAX_TOKENS)
    throw new StopReading('there is too much code to be read');
  try {
    return program.language.parse(code);
  } catch {
    const says = `cannot tell: the ${program.language.tool} code has a syntax error`;
    tellEffect(scene, { kind: 'opaque', says, line });
    return [];
  }
}
