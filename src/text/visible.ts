// Any text in, text that shows itself out: what a terminal would hide, reorder or obey becomes an escape that can be read.

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\p{Default_Ignorable_Code_Point}|\u2800/gu;
const PLAIN = /^[\x20-\x7e\n\t]*$/;

/**
 * Shows control characters, bidi marks, zero-width and other invisible characters as `\u{202e}`; nothing is removed.
 *
 * Line feeds and tabs stay: they are what code is laid out with.
 *
 * @example visible('a\u001b[2Kb') // 'a\\u{1b}[2Kb'
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** As `visible`, on one line: for messages, reasons, paths and names. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
