// The lines of a journal in; the run that they tell of, as resume and replay need it, out. Verify it first: what is in it is believed.
import { JournalError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { Fields } from './chain.ts';
import type { RecordedBlock, RecordedRun, RecordedStart, RecordedTurn } from './recorded-run.ts';
import { SHAPES, type Shapes, shaped } from './recorded-shapes.ts';

type Line<Type extends keyof Shapes> = ReturnType<typeof shaped<Type>>;
type Tellers = { readonly [Type in keyof Shapes]: (line: Line<Type>) => void };
type Turn = Omit<RecordedTurn, 'blocks'> & { readonly blocks: Map<number, RecordedBlock> };

/** @throws {JournalError} Where a line is not as this version writes it. */
export function recallRun(lines: readonly Fields[]): RecordedRun {
  const turns: Turn[] = [];
  let about: { readonly run: string; readonly time: string } | undefined;
  let start: RecordedStart | undefined;
  let summary: RecordedRun['summary'];

  function change({ turn, block }: { turn: number; block: { index: number } }, to: (known: RecordedBlock) => RecordedBlock) {
    const { blocks } = turns[turn - 1] ?? missing('a turn that did not begin');
    blocks.set(block.index, to(blocks.get(block.index) ?? { unknown: false }));
  }
  const judge = ({ turn, proposal, reading, verdict }: Line<'block-proposed'>) =>
    // What was started and did not end stays so, however often it is proposed again.
    change({ turn, block: proposal.block }, ({ unknown }) => ({
      unknown,
      judged: { proposal, verdict, executes: reading.executes },
    }));

  const tell: Tellers = {
    'run-started': ({ run, time, ...rest }) => {
      about = { run, time };
      start = rest;
    },
    'run-resumed': (rest) => {
      start = rest;
      summary = undefined;
    },
    'turn-started': (turn) => {
      if (turn.turn !== turns.length + 1) missing(`turn ${turn.turn} after turn ${turns.length}`);
      turns.push({ ...turn, blocks: new Map() });
    },
    'block-proposed': judge,
    'block-edited': judge,
    'block-skipped': (line) => change(line, ({ unknown }) => ({ unknown, skipped: line.reason })),
    'block-decided': (line) =>
      change(line, (known) => {
        const { outcome, by, reason, endsRun } = line;
        return { ...known, decision: { outcome, by, reason, endsRun } };
      }),
    'block-started': (line) => change(line, (known) => ({ ...known, unknown: true })),
    'block-changed': (line) => change(line, () => ({ unknown: false })),
    'block-finished': (line) =>
      change(line, (known) => ({ ...known, unknown: false, result: line.result, ...(line.kept ? { kept: line.kept } : {}) })),
    'run-finished': (line) => {
      summary = line.summary;
    },
  };

  for (const [at, line] of lines.entries()) {
    const { type } = line;
    if (typeof type !== 'string' || !isTold(type)) continue;
    try {
      (tell[type] as (line: unknown) => void)(shaped(type, line));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new JournalError(`line ${at + 1} of the journal, ${type}, cannot be read back: ${visibleLine(why)}.`, { cause });
    }
  }
  if (about === undefined || start === undefined) throw new JournalError('the journal does not say how the run began.');
  return { ...about, start, turns, ...(summary === undefined ? {} : { summary }) };
}

function isTold(type: string): type is keyof Shapes {
  return Object.hasOwn(SHAPES, type);
}

function missing(what: string): never {
  throw new Error(`it is about ${what}`);
}
