// The lines of a journal in; the run that they tell of, as resume and replay need it, out. Verify it first: what is in it is believed.
import { JournalError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { Fields } from './chain.ts';
import type { RecordedBlock, RecordedRun, RecordedStart, RecordedTurn, RecordedWriter } from './recorded-run.ts';
import { SHAPES, type Shapes, shaped } from './recorded-shapes.ts';

type Line<Type extends keyof Shapes> = ReturnType<typeof shaped<Type>>;
type Tellers = { readonly [Type in keyof Shapes]: (line: Line<Type>) => void };
type Turn = Omit<RecordedTurn, 'blocks'> & { readonly blocks: Map<number, RecordedBlock> };

/** @throws {JournalError} Where a line is not as this version writes it. */
export function recallRun(lines: readonly Fields[]): RecordedRun {
  const turns: Turn[] = [];
  let about: { readonly run: string; readonly time: string } | undefined;
  let start: RecordedStart | undefined;
  let writer: RecordedWriter | undefined;
  let summary: RecordedRun['summary'];

  function change({ turn, block }: { turn: number; block: { index: number } }, to: (known: RecordedBlock) => RecordedBlock) {
    const { blocks, count } = turns[turn - 1] ?? missing('a turn that did not begin');
    if (block.index < 1 || block.index > count) missing(`block ${block.index} of ${count}`);
    blocks.set(block.index, to(blocks.get(block.index) ?? { started: false }));
  }
  function begin({ pid, born, ...rest }: Line<'run-resumed'>) {
    start = rest;
    writer = { pid, ...(born === undefined ? {} : { born }) };
    summary = undefined;
  }
  const judge = ({ turn, proposal, reading, verdict }: Line<'block-proposed'>) =>
    change({ turn, block: proposal.block }, (known) => ({
      started: false,
      judged: { proposal, verdict, ...reading },
      ...brokenOff(known),
    }));

  const tell: Tellers = {
    'run-started': ({ run, time, ...rest }) => {
      if (about !== undefined) missing('a run that had begun');
      about = { run, time };
      begin(rest);
    },
    'run-resumed': (rest) => begin(rest),
    recovered: (by) => {
      writer = by;
      summary = undefined;
    },
    'agent-asked': ({ turn }) => {
      const last = turns.at(-1);
      if (last !== undefined && turn > last.turn) turns[turns.length - 1] = { ...last, over: true };
    },
    'turn-started': ({ blocks, ...turn }) => {
      if (turn.turn !== turns.length + 1) missing(`turn ${turn.turn} after turn ${turns.length}`);
      turns.push({ ...turn, count: blocks, over: false, blocks: new Map() });
    },
    'block-proposed': judge,
    'block-edited': judge,
    'block-skipped': (line) => change(line, (known) => ({ started: false, skipped: line.reason, ...brokenOff(known) })),
    'block-decided': (line) =>
      change(line, (known) => {
        const { outcome, by, reason, endsRun } = line;
        return { ...known, decision: { outcome, by, reason, endsRun } };
      }),
    'block-started': (line) => change(line, (known) => ({ ...known, started: true })),
    'block-changed': (line) => change(line, ({ broke }) => ({ started: false, ...(broke === undefined ? {} : { broke }) })),
    'block-finished': (line) =>
      change(line, ({ broke, ...known }) => ({
        ...known,
        started: false,
        result: line.result,
        ...(line.kept ? { kept: line.kept } : {}),
      })),
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
  if (about === undefined || start === undefined || writer === undefined)
    throw new JournalError('the journal does not say how the run began.');
  return { ...about, start, writer, turns, ...(summary === undefined ? {} : { summary }) };
}

/** What was started and did not end well stays so, however often it is proposed again. */
function brokenOff({ started, broke, result }: RecordedBlock): Pick<RecordedBlock, 'broke'> {
  if (started) return { broke: 'unknown' };
  if (result?.interrupted) return { broke: 'interrupted' };
  return broke === undefined ? {} : { broke };
}

function isTold(type: string): type is keyof Shapes {
  return Object.hasOwn(SHAPES, type);
}

function missing(what: string): never {
  throw new Error(`it is about ${what}`);
}
