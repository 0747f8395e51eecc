// The environment in; the key that signs the lines of a journal, if there is one, out.
import { UsageError } from '../errors.ts';

const VARIABLE = 'APPROVE_RUN_JOURNAL_KEY';
const LEAST_BYTES = 32;

/** @throws {UsageError} For what is no key. Never shows it. */
export function journalKey(env: NodeJS.ProcessEnv): Buffer | undefined {
  const text = env[VARIABLE]?.trim();
  if (text === undefined || text === '') return undefined;
  const bytes = Buffer.from(text, 'base64');
  // Node decodes anything; what is no base64 would be another key elsewhere.
  const found = bytes.toString('base64') === text ? `${bytes.length} bytes` : 'no base64';
  if (found === 'no base64' || bytes.length < LEAST_BYTES)
    throw new UsageError(
      `${VARIABLE} must be base64 of ${LEAST_BYTES} bytes or more, and is ${found}. To make one: openssl rand -base64 32`,
    );
  return bytes;
}
