// The lines of a journal that a run is read back from, as valibot schemas: what is missing or of another kind there is no journal of ours.
import * as v from 'valibot';
import type { Reading } from '../effects.ts';
import type { BlockResult, Proposal, Usage, Verdict } from '../types.ts';
import { isOutputName } from './journal-paths.ts';

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const fields = v.record(v.string(), v.unknown());

/** A part that is handed on as it is: what it needs at least is looked at. */
const like = <Part>(schema: v.GenericSchema) =>
  v.pipe(
    schema,
    v.transform((part) => part as Part),
  );

const block = v.looseObject({ index: count, language: v.string(), code: v.string(), line: count, digest });
const place = v.looseObject({ index: count, language: v.string(), digest });

const start = v.object({
  approveRun: v.string(),
  agent: v.string(),
  model: v.exactOptional(v.string()),
  replays: v.exactOptional(v.string()),
  cwd: v.string(),
  sandbox: v.string(),
  keepGoing: v.boolean(),
  task: v.object({ source: v.string(), path: v.exactOptional(v.string()), digest, text: v.string() }),
  policies: v.array(v.object({ ref: v.string(), files: v.array(v.object({ path: v.string(), digest })) })),
  settings: fields,
  flags: fields,
  host: v.string(),
});

const writer = { pid: count, born: v.exactOptional(v.string()) };

const judged = v.object({
  turn: count,
  proposal: like<Proposal>(
    v.looseObject({ block, tool: v.string(), argv: v.array(v.string()), cwd: v.string(), sandbox: v.string() }),
  ),
  reading: v.object({
    executes: like<Reading['executes']>(v.optional(v.array(v.looseObject({ path: v.string() })))),
    skipped: v.exactOptional(v.boolean()),
  }),
  verdict: like<Verdict>(v.looseObject({ decision: v.string(), demanded: v.boolean(), reasons: v.array(fields) })),
});

const result = like<BlockResult>(
  v.looseObject({
    exitCode: v.nullable(v.number()),
    signal: v.nullable(v.string()),
    durationMs: v.number(),
    bytes: count,
    output: v.object({ head: v.string(), tail: v.string(), omittedBytes: count }),
    log: v.exactOptional(v.string()),
    timedOut: v.boolean(),
    interrupted: v.boolean(),
    leftover: v.array(v.looseObject({ pid: count, command: v.string(), ended: v.boolean() })),
    error: v.exactOptional(v.string()),
    sandboxHint: v.exactOptional(v.string()),
  }),
);

/** By the type of the line. */
export const SHAPES = {
  'run-started': v.object({ ...start.entries, ...writer, run: v.string(), time: v.string() }),
  'run-resumed': v.object({ ...start.entries, ...writer }),
  recovered: v.object(writer),
  'agent-asked': v.object({ turn: count }),
  'turn-started': v.object({
    turn: count,
    text: v.string(),
    blocks: count,
    final: v.optional(v.boolean(), false),
    usage: v.exactOptional(like<Usage>(v.looseObject({ inputTokens: v.number(), outputTokens: v.number() }))),
  }),
  'block-proposed': judged,
  'block-edited': judged,
  'block-skipped': v.object({ turn: count, block: place, reason: v.string() }),
  'block-decided': v.object({
    turn: count,
    block: place,
    outcome: v.picklist(['approved', 'denied', 'timed-out', 'cancelled', 'failed']),
    by: v.string(),
    reason: v.string(),
    endsRun: v.optional(v.boolean(), false),
  }),
  'block-started': v.object({ turn: count, block: place }),
  'block-changed': v.object({ turn: count, block: place }),
  'block-finished': v.object({
    turn: count,
    block: place,
    result,
    kept: v.exactOptional(v.object({ file: v.pipe(v.string(), v.check(isOutputName)), bytes: count, digest })),
  }),
  'run-finished': v.object({ summary: v.object({ exitCode: count, ended: v.exactOptional(v.string()) }) }),
} as const;

export type Shapes = typeof SHAPES;

/** @throws {v.ValiError} */
export function shaped<Type extends keyof Shapes>(type: Type, line: unknown): v.InferOutput<Shapes[Type]> {
  return v.parse(SHAPES[type], line);
}
