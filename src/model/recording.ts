// The path of a recording in; its exchanges, line by line, out; and new ones appended, each in one piece.
import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { digestOf } from '../digest.ts';
import { UsageError } from '../errors.ts';
import { jsonLine } from '../text/json-line.ts';
import { visibleLine } from '../text/visible.ts';
import type { Json } from './plain-request.ts';

/** One request and what was replied. */
export interface ModelExchange {
  /** `provider/name`. */
  readonly model: string;
  readonly request: Json;
  /** The parts of a stream, or a whole reply. */
  readonly reply: Json;
}

const VERSION = 1;
const MOST_BYTES = 64 * 1024 * 1024;

/** @throws {UsageError} When it cannot be read, or a line of it is no exchange. A file that is not there is `undefined`. */
export function readRecording(path: string): readonly ModelExchange[] | undefined {
  const text = textOf(path);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const rest = lines.pop();
  if (rest !== '') throw fault(path, lines.length + 1, 'is torn: it has no end');
  return lines.map((line, at) => exchangeIn(path, at + 1, line));
}

/**
 * Makes the file where it is not there, for the user alone. Written in one piece: others may write to it, too.
 *
 * @throws {UsageError} When it cannot be written.
 */
export function appendExchange(path: string, { model, request, reply }: ModelExchange): void {
  const digest = digestOf(JSON.stringify(request));
  const line = Buffer.from(jsonLine({ type: 'exchange', version: VERSION, model, digest, request, reply }));
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'a', 0o600);
    for (let rest = line; rest.length > 0; ) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (cause) {
    throw new UsageError(`Cannot write the recording ${visibleLine(path)}: ${(cause as NodeJS.ErrnoException).code}.`, { cause });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function textOf(path: string): string | undefined {
  const refuse = (why: string, cause?: unknown) =>
    new UsageError(`Cannot read the recording ${visibleLine(path)}: ${why}.`, { cause });
  let descriptor: number;
  try {
    // Opening a FIFO would wait for its other end.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw refuse(String(code), cause);
  }
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw refuse('it is no file');
    if (found.size > MOST_BYTES) throw refuse(`it is larger than ${MOST_BYTES / 1024 / 1024} MB`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(descriptor));
  } catch (cause) {
    throw cause instanceof UsageError ? cause : refuse('it is not UTF-8 text', cause);
  } finally {
    closeSync(descriptor);
  }
}

function exchangeIn(path: string, line: number, text: string): ModelExchange {
  const found = parse(text);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw fault(path, line, 'is no JSON object');
  const { type, version, model, digest, request, reply } = found as Readonly<Record<string, Json>>;
  if (type !== 'exchange') throw fault(path, line, 'is no exchange with a model');
  if (version !== VERSION) throw fault(path, line, `has version ${JSON.stringify(version)}, and only ${VERSION} can be read`);
  if (typeof model !== 'string' || request === undefined || typeof reply !== 'object' || reply === null)
    throw fault(path, line, 'lacks its model, request or reply');
  if (Array.isArray(reply) !== isStreamed(request)) throw fault(path, line, 'has a reply of another kind than its request');
  if (digest !== digestOf(JSON.stringify(request))) throw fault(path, line, 'has a digest that is not that of its request');
  return { model, request, reply };
}

function isStreamed(request: Json): boolean {
  return (request as { readonly streamed?: unknown } | null)?.streamed === true;
}

function fault(path: string, line: number, why: string): UsageError {
  return new UsageError(`${visibleLine(path)}:${line}: this line ${why}. Remove it, and record again what it held.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
