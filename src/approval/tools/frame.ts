// What is in force where a tool runs: the context that answers for it, the turn that it is part of, the call around it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Emit, ToolCall } from '../../events.ts';
import type { Question } from './ask-human.ts';
import { HumanInputError } from './errors.ts';

/** The parts of a `ToolContext` that middleware uses. */
export interface ContextParts {
  readonly name?: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly emit: Emit;
  /**
   * Questions are put one at a time, unless the context says otherwise.
   *
   * @param read Makes what was answered of it, before the next question is looked at.
   * @param known Looked at when it is the question's turn: nobody is asked any more if there is an answer by then.
   */
  ask<T>(question: Question, signal: AbortSignal, read: (text: string) => T, known?: () => T | undefined): Promise<T>;
}

export interface Turn {
  readonly signal: AbortSignal;
  end(error: unknown): void;
}

export interface Frame {
  readonly parts: ContextParts;
  readonly turn?: Turn | undefined;
  readonly call?: ToolCall | undefined;
  /** What the running tool throws is seen, so that it may catch an error and carry on. */
  readonly watched?: boolean;
  /** A question is being put: what whoever is asked does for that waits for no other question. */
  readonly asking?: boolean;
}

export const frames = new AsyncLocalStorage<Frame>();

/** What leaves a tool, or fails where no tool is watched, ends the turn if it is a question without an answer. */
export function endTurnFor(error: unknown, frame: Frame | undefined): void {
  if (error instanceof HumanInputError && !frame?.watched) frame?.turn?.end(error);
}
