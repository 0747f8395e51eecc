// The bytes of a message in; the object that they stand for, or why they stand for none, out.

export type Json = { readonly value: Readonly<Record<string, unknown>> } | { readonly fault: string };

/** Strings, with the colon behind a key, and brackets: enough of a text that is known to be JSON. */
const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g;

export function readJson(bytes: Uint8Array): Json {
  let text: string;
  let value: unknown;
  try {
    // Takes off a byte order mark.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return { fault: 'is no JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: 'is no JSON object' };
  const twin = twinIn(text);
  if (twin !== undefined) return { fault: `has the key ${twin} twice` };
  return { value: value as Readonly<Record<string, unknown>> };
}

/** Readers differ about which of two values counts: who signed it may have meant the other one. */
function twinIn(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, key, colon] of json.matchAll(TOKENS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (key !== undefined && colon !== undefined) {
      const name = JSON.stringify(JSON.parse(key));
      if (open.at(-1)?.has(name)) return name;
      open.at(-1)?.add(name);
    }
  }
  return undefined;
}
