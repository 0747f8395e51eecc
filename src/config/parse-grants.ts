// The text of a file of grants in; its grants out, or none where it is damaged anywhere: half a file proves nothing.
import type { Grant } from '../grant.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isWords: Check = (value) => Array.isArray(value) && value.every(isText);
const isDigest: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isTime: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Every key of a grant, and what its value must be; another key is damage, too: it might have narrowed the grant. */
const SHAPE: Readonly<Record<keyof Grant, Check>> = {
  id: (value) => typeof value === 'string' && /^[0-9a-f]{4}$/.test(value),
  project: isText,
  cwd: isText,
  tool: isText,
  start: isDigest,
  sandbox: (value) => value === undefined || value === 'on' || value === 'net',
  holds: isHolds,
  text: isText,
  does: isWords,
  created: isTime,
  expires: isTime,
  usesLeft: (value) => value === undefined || (Number.isSafeInteger(value) && Number(value) > 0),
};

export function parseGrants(text: string): { readonly version: number; readonly grants?: readonly Grant[] } {
  const data = parse(text);
  if (!isRecord(data) || typeof data.version !== 'number') return { version: 0 };
  const { version, grants, ...rest } = data;
  const sound = Object.keys(rest).length === 0 && Array.isArray(grants) && grants.every(isGrant);
  return sound && version === 1 ? { version, grants } : { version };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isGrant(value: unknown): value is Grant {
  if (!isRecord(value) || Object.keys(value).some((key) => !Object.hasOwn(SHAPE, key))) return false;
  return Object.entries(SHAPE).every(([key, check]) => check(value[key]));
}

function isHolds(value: unknown): boolean {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false;
  if (value.kind === 'exactly') return isDigest(value.digest);
  return value.kind === 'prefix' && isWords(value.words) && (value.words as unknown[]).length > 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
