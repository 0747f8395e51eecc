// A text, or bytes, in; the digest that stands for them everywhere out.

/** Imported as a module, crypto would load all of itself, Web Crypto included, at every start. */
const { createHash } = process.getBuiltinModule('node:crypto');

/** SHA-256, of a text of its UTF-8 bytes, in lower-case hex. */
export function digestOf(given: string | Uint8Array): string {
  return createHash('sha256').update(given).digest('hex');
}
