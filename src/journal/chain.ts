// What happened in; one line of a chain out, bound to the line before. And a line in; what can be told of it by itself out.
import { digestOf } from '../digest.ts';
import { jsonLine } from '../text/json-line.ts';

/** Imported as a module, crypto would load all of itself at every start. */
const { createHmac, timingSafeEqual } = process.getBuiltinModule('node:crypto');

/** A change that could break a reader raises it. */
export const VERSION = 1;
/** The `prev` of the first line. */
export const NOTHING_BEFORE = '0'.repeat(64);
const MAC = /,"mac":"([0-9a-f]{64})"\}$/;
const MAC_LENGTH = ',"mac":""}'.length + 64;

/** What every line has, whatever happened. */
export interface LineHead {
  readonly v: number;
  /** 0 for the first line. */
  readonly n: number;
  /** ISO 8601. A clock may go backwards. */
  readonly time: string;
  /** Milliseconds since the run began; never goes backwards. */
  readonly mono: number;
  /** SHA-256 of the bytes of the line before, without its line feed, in lower-case hex. */
  readonly prev: string;
  readonly type: string;
}

export interface LineFacts {
  /** SHA-256 of its bytes: what the next line has as `prev`. */
  readonly hash: string;
  readonly bytes: number;
  /** Undefined where it is no line of a chain. */
  readonly n: number | undefined;
  readonly prev: string | undefined;
  readonly type: string | undefined;
  /** Of a `recovered` line: the digest of the torn line that it seals. */
  readonly seals: string | undefined;
  readonly signed: 'well' | 'wrong' | 'not' | 'unchecked';
}

export type Key = Buffer | undefined;
/** Of a line: it may have been written by anybody. */
export type Fields = Readonly<Record<string, unknown>>;

/** @returns The line, without its line feed. `mac` comes last, and is over all before it, as it would stand without. */
export function makeLine(head: Omit<LineHead, 'type'>, event: { readonly type: string }, key: Key): string {
  const { type, ...fields } = event;
  const { v, n, time, mono, prev } = head;
  const line = jsonLine({ v, n, time, mono, prev, type, ...fields }).slice(0, -1);
  return key === undefined ? line : `${line.slice(0, -1)},"mac":"${macOf(line, key)}"}`;
}

export function factsOf(line: Buffer, key?: Key): LineFacts {
  const fields = parseLine(line);
  const { n, prev, type, torn } = fields ?? {};
  const seals = type === 'recovered' && isRecord(torn) ? torn.digest : undefined;
  return {
    hash: digestOf(line),
    bytes: line.length,
    n: typeof n === 'number' ? n : undefined,
    prev: typeof prev === 'string' ? prev : undefined,
    type: typeof type === 'string' ? type : undefined,
    seals: typeof seals === 'string' ? seals : undefined,
    signed: signatureOf(line, key),
  };
}

/** Of each line that is a JSON object. */
export function parseLines(lines: readonly Buffer[]): readonly Fields[] {
  return lines.map(parseLine).filter((fields) => fields !== undefined);
}

/** @returns Undefined for what is no JSON object. */
export function parseLine(line: Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function signatureOf(line: Buffer, key: Key): LineFacts['signed'] {
  const found = MAC.exec(line.subarray(-MAC_LENGTH).toString('latin1'))?.[1];
  if (found === undefined) return 'not';
  if (key === undefined) return 'unchecked';
  const body = Buffer.concat([line.subarray(0, -MAC_LENGTH), Buffer.from('}')]);
  return timingSafeEqual(Buffer.from(found), Buffer.from(macOf(body, key))) ? 'well' : 'wrong';
}

function macOf(body: Buffer | string, key: Buffer): string {
  return createHmac('sha256', key).update(body).digest('hex');
}
