// THE LOOP. An agent proposes, the gate decides, the executor runs what was approved, and what came of it goes back to the agent.
import { interruption, nextTurn } from './ask-agent.ts';
import { conversationOf } from './conversation.ts';
import { EXIT } from './errors.ts';
import type { Emit, RunEvent } from './events.ts';
import { checkKnown, type KindsOf } from './known-options.ts';
import { runBlocks } from './run-blocks.ts';
import { type End, type Summary, summarise } from './summary.ts';
import type { Agent, BlockOutcome, CodeExecutor, ConversationMessage, Exchange, Gate, Turn } from './types.ts';

export interface RunParts {
  readonly agent: Agent;
  readonly gate: Gate;
  readonly executor: CodeExecutor;
  /** Awaited for every event. */
  readonly emit: Emit;
  /** Ends the run at the next await. */
  readonly signal?: AbortSignal;
  /** Goes on with a turn after a block failed, timed out or was not approved. @default false */
  readonly keepGoing?: boolean;
  /** @default 20 */
  readonly maxTurns?: number;
  /** What was said before the agent's first turn, for whoever is asked. */
  readonly opening?: readonly ConversationMessage[];
  /** Goes on with a run that was ended before its end. Nothing that is over is run, or asked about, again. */
  readonly from?: RunSoFar;
}

/** How far a run came. */
export interface RunSoFar {
  /** The turns that are over. */
  readonly history: readonly Exchange[];
  /** The one that was not, with what came of its first blocks. */
  readonly open?: Exchange;
}

const KINDS: KindsOf<RunParts> = {
  agent: 'an agent, such as documentAgent(task)',
  gate: 'a gate, such as openGate() opens',
  executor: 'an executor, such as localExecutor()',
  emit: 'a function',
  signal: 'an AbortSignal',
  keepGoing: 'true or false',
  maxTurns: 'a number',
  opening: 'a list',
  from: 'an object',
};

type Parts = RunParts & { readonly signal: AbortSignal };

/** After this many turns in which every block was refused, the agent is not going to find another way. */
const REFUSED_TURNS = 3;

/**
 * Runs an agent to its end.
 *
 * Within a turn, a block that fails, times out or is not approved stops the rest of the turn, which is reported as skipped.
 *
 * @returns Counts, and the exit code that stands for them. An agent that throws ends the run; it does not reject.
 * @example
 * ```ts
 * import { extractCodeBlocks, localExecutor, openGate, run } from 'approve-run';
 *
 * const texts = ['```bash\necho hello\n```', 'Done.'];
 * const { exitCode } = await run({
 *   agent: {
 *     name: 'scripted',
 *     async next(history) {
 *       const text = texts[history.length];
 *       return text === undefined ? undefined : { text, blocks: extractCodeBlocks(text) };
 *     },
 *   },
 *   gate: openGate({ policy: 'deny-dangerous' }),
 *   executor: localExecutor(),
 *   emit: (event) => console.log(event.type),
 * });
 * console.log(exitCode); // 0
 * ```
 */
export async function run(options: RunParts): Promise<Summary> {
  checkKnown('run', options, KINDS, ['agent', 'gate', 'executor', 'emit']);
  const parts = { ...options, signal: options.signal ?? new AbortController().signal };
  const startedAt = performance.now();
  const history: Exchange[] = [...(options.from?.history ?? [])];
  let open = options.from?.open;
  await parts.emit(startOf(parts));
  let end: End | undefined;
  for (let done = false; !done && end === undefined; ) {
    const turn = limitOf(history, parts) ?? open?.turn ?? (await nextTurn(history, parts));
    if (turn === undefined) break;
    if ('why' in turn) end = turn;
    else {
      end = await runTurn(turn, open?.outcomes, history, parts);
      open = undefined;
      done = turn.final ?? false;
    }
  }
  const leftover = (await parts.executor.close?.()) ?? [];
  const summary = summarise(history, end, Math.round(performance.now() - startedAt), leftover);
  await parts.emit({ type: 'run-finished', summary });
  return summary;
}

function startOf({ agent, from }: Parts): RunEvent {
  if (from === undefined) return { type: 'run-started', agent: agent.name };
  const exchanges = from.open === undefined ? from.history : [...from.history, from.open];
  const settled = exchanges.flatMap(({ outcomes }) => outcomes).length;
  return { type: 'run-resumed', agent: agent.name, turns: from.history.length, settled };
}

function limitOf(history: readonly Exchange[], { signal, maxTurns = 20, from }: Parts): End | undefined {
  if (signal.aborted) return interruption(signal);
  if (history.length >= maxTurns) return { why: `${maxTurns} turns were not enough`, exitCode: EXIT.limit };
  // Whoever goes on with a run wants to see it go on.
  const last = history.slice(from?.history.length ?? 0).slice(-REFUSED_TURNS);
  const refused = last.filter(({ outcomes }) => outcomes.some(isRefused) && !outcomes.some(({ status }) => status === 'ran'));
  return refused.length < REFUSED_TURNS
    ? undefined
    : { why: `${REFUSED_TURNS} turns running were not approved`, exitCode: EXIT.limit };
}

/** Adds the turn to the history, also when it ends the run. */
async function runTurn(
  turn: Turn,
  settled: readonly BlockOutcome[] | undefined,
  history: Exchange[],
  parts: Parts,
): Promise<End | undefined> {
  const { text, blocks, usage, final } = turn;
  const number = history.length + 1;
  await parts.emit(
    settled === undefined
      ? {
          type: 'turn-started',
          turn: number,
          text,
          blocks: blocks.length,
          ...(final === undefined ? {} : { final }),
          ...(usage === undefined ? {} : { usage }),
        }
      : { type: 'turn-resumed', turn: number, blocks: blocks.length, settled: settled.length },
  );
  const conversation = (outcomes: readonly BlockOutcome[]) =>
    conversationOf(parts.opening ?? [], [...history, { turn, outcomes }], parts.agent.name);
  const { outcomes, end } = await runBlocks(blocks, { ...parts, conversation, settled: settled ?? [] });
  history.push({ turn, outcomes });
  return end;
}

function isRefused({ status }: BlockOutcome): boolean {
  return status === 'refused';
}
