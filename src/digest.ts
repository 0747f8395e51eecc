// Code in, the digest that stands for it everywhere out.
import { createHash } from 'node:crypto';

/** SHA-256 of the code's UTF-8 bytes, in lower-case hex. */
export function digestOf(code: string): string {
  return createHash('sha256').update(code, 'utf8').digest('hex');
}
