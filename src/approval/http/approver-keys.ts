// Keys as people write them in; their bytes out: base64 with `whsec_` before it or without, as libraries of Standard Webhooks take it.
import { UsageError } from '../../errors.ts';

export const KEY_VARIABLE = 'APPROVE_RUN_APPROVER_KEY';

const PREFIX = /^whsec_/;
const LEAST_BYTES = 24;
const MOST_BYTES = 64;
const MAKE_ONE = 'To make one: openssl rand -base64 32';

/**
 * @param given One key, several separated by spaces, or a list. Undefined: what the variable holds.
 * @throws {UsageError} When there is none, or one that is no key. Never shows it.
 */
export function readKeys(given: string | readonly string[] | undefined, variable: string): readonly Buffer[] {
  const where = given === undefined ? variable : "The approver's `key`";
  const words = [given ?? process.env[variable] ?? ''].flat().flatMap((text) => text.split(/\s+/).filter(Boolean));
  if (words.length === 0)
    throw new UsageError(
      `The approver has no key: ${where} is ${given === undefined ? 'not set' : 'empty'}. It must be the key that the approver has. ${MAKE_ONE}`,
    );
  return words.map((word) => keyBytes(word, where));
}

function keyBytes(word: string, where: string): Buffer {
  const text = word.replace(PREFIX, '');
  const bytes = Buffer.from(text, 'base64');
  // Node decodes anything; what is no base64 would be another key here than at the approver.
  const found = bytes.toString('base64') === text ? `${bytes.length} bytes` : 'no base64';
  if (found === 'no base64' || bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES)
    throw new UsageError(`${where} must be base64 of ${LEAST_BYTES} to ${MOST_BYTES} bytes, and is ${found}. ${MAKE_ONE}`);
  return bytes;
}
