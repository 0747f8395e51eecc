// Effects and commands as a reader meets them in; one reading out. Loops that are read several times count once.
import type { Command, Effect, Reading } from '../effects.ts';

/** Work that one block may cost, in visited nodes and expanded words. */
const BUDGET = 40_000;
/** More effects than a person, or a rule, could look at. */
const MAX_EFFECTS = 2_000;

/** Ends a reading early; the message says why, for people. What was recorded is kept. */
export class StopReading extends Error {}

export interface Recorder {
  effect(effect: Effect): void;
  /** @returns The command's index in the reading. */
  command(command: Command): number;
  /** @throws StopReading when the block costs too much. */
  spend(amount?: number): void;
  /** A file that the block runs, whose text nobody gave. */
  script(path: string): void;
  /** A file of the project that the block runs; read each time that it does, or not. */
  runs(path: string, read: boolean): void;
  /** What the block writes to files, as far as it is known. */
  wrote(files: ReadonlyMap<string, string | undefined>): void;
  /** Where in the block's code the next effects come from; unknown without. */
  here(start?: number, end?: number): void;
  reading(): Reading;
}

export function createRecorder(): Recorder {
  const effects = new Map<string, Effect>();
  const commands = new Map<string, number>();
  const list: Command[] = [];
  const scripts = new Set<string>();
  const runs = new Map<string, boolean>();
  let spent = 0;
  let span: Effect['span'];
  let written: ReadonlyMap<string, string | undefined> = new Map();
  return {
    effect(effect) {
      const key = JSON.stringify([effect.kind, effect.line, effect.says, effect.path, effect.where, effect.command]);
      if (effects.has(key)) return;
      effects.set(key, span === undefined ? effect : { ...effect, span });
    },
    command(command) {
      const key = JSON.stringify(command);
      const known = commands.get(key);
      if (known !== undefined) return known;
      commands.set(key, list.length);
      return list.push(command) - 1;
    },
    spend(amount = 1) {
      spent += amount;
      if (effects.size > MAX_EFFECTS) throw new StopReading('the block does too many things');
      if (spent > BUDGET) throw new StopReading('the block is too much work to be read');
    },
    wrote(files) {
      written = files;
    },
    script(path) {
      scripts.add(path);
    },
    runs(path, read) {
      runs.set(path, read && runs.get(path) !== false);
    },
    here(start, end) {
      span = start === undefined || end === undefined ? undefined : { start, end };
    },
    reading: () => ({
      effects: [...effects.values()],
      commands: list,
      scripts: [...scripts],
      runs: [...runs].map(([path, read]) => ({ path, read })),
      written,
    }),
  };
}
