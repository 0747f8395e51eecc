// Text in, the digest that stands for it everywhere out.

/** Imported as a module, crypto would load all of itself, Web Crypto included, at every start. */
const { createHash } = process.getBuiltinModule('node:crypto');

/** SHA-256 of the UTF-8 bytes, in lower-case hex. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
