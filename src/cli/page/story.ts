// What a page tells of a run: turns, and in each its blocks and notes.
import type { Fields } from '../../journal/chain.ts';

/** Less than that is no wait, and no thinking, that anybody would look for. */
export const SHORT_MS = 50;

/** Milliseconds since the run began. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Step {
  readonly at: number;
  readonly event: Fields;
}

export interface Block {
  /** Of its section in the page. */
  readonly id: string;
  readonly turn: number;
  readonly index: number;
  readonly language: string;
  /** As it was judged last: with a person's changes. */
  readonly judged: Fields;
  readonly decided: Fields;
  readonly result: Fields;
  readonly kept: unknown;
  /** The type of the last event that says what came of it. */
  readonly last: string;
  readonly steps: readonly Step[];
  readonly stepsLeftOut: number;
  readonly waits: readonly Span[];
  readonly ran: Span | undefined;
}

export type Item = { readonly block: Block } | { readonly note: string; readonly at: number };

export interface Turn {
  readonly number: number;
  /** While the agent made up its mind. */
  readonly thought: Span | undefined;
  readonly text: string;
  readonly blocks: number;
  readonly usage: Fields;
  readonly items: readonly Item[];
}

export interface Story {
  readonly run: string;
  readonly start: Fields;
  /** Undefined where the run did not come to its end. */
  readonly summary: Fields | undefined;
  readonly turns: readonly Turn[];
  readonly endMs: number;
  /** While nothing of it was there: until it was resumed. */
  readonly pauses: readonly Span[];
  /** Turns, blocks and notes that a page has no room for. */
  readonly leftOut: number;
}
