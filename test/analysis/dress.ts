// What dressings of all languages share: a tape of choices that fast-check makes and shrinks, and blocks to be dressed.

/** A number from 0 up to, and without, this one. */
export type Pick = (below: number) => number;
/** Code in, code that does the same out. */
export type Dressing = (code: string, pick: Pick) => string;

/** Reads the choices one after the other, round and round. */
export function player(tape: readonly number[]): Pick {
  let at = 0;
  return (below) => (tape[at++ % tape.length] ?? 0) % below;
}

export function one<T>(pick: Pick, ...choices: readonly [T, ...T[]]): T {
  return choices[pick(choices.length)] ?? choices[0];
}

/** A text in two or three pieces, none of them empty where that can be. */
export function pieces(text: string, pick: Pick): readonly string[] {
  if (text.length < 2) return [text];
  const cut = 1 + pick(text.length - 1);
  const [head, tail] = [text.slice(0, cut), text.slice(cut)];
  return tail.length > 1 && pick(2) === 0 ? [head, tail.slice(0, 1), tail.slice(1)] : [head, tail];
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

export function hex(text: string, before = ''): string {
  return [...Buffer.from(text)].map((byte) => before + byte.toString(16).padStart(2, '0')).join('');
}

/** Code that belongs inside something, by four blanks. Texts over several lines do not occur in what is dressed here. */
export function indent(code: string): string {
  return code.replace(/^(?=.)/gm, '    ');
}

export interface Called {
  readonly module: string;
  readonly name: string;
  /** Texts, or code in brackets of its own: `[...]`, a number. */
  readonly args: readonly (string | { readonly code: string })[];
}
