// Any text in, text that shows itself out: what a terminal would hide, reorder or obey becomes an escape that can be read.

/**
 * What Unicode calls control, format, private, unassigned, ignorable or a space; then what is drawn as nothing for other reasons; then
 * parts of a Korean syllable without its beginning, which terminals draw over whatever stands there; then a mark that nothing carries, or that is the third or a later one on its letter: a stack of them paints over other rows.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\p{Default_Ignorable_Code_Point}|[\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}]|(?<![\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]?)[\u1160-\u11ff\ud7b0-\ud7fb]|[\p{Mn}\p{Me}](?<=[\p{Mn}\p{Me}]{3}|(?:^|[\n\t])[\p{Mn}\p{Me}])/gu;
const PLAIN = /^[\x20-\x7e\n\t]*$/;

/**
 * Shows control characters, bidi marks, zero-width and other invisible characters as `\u{202e}`; nothing is removed.
 *
 * Line feeds and tabs stay: they are what code is laid out with.
 *
 * @param mark What is put for an escape. @default the escape as it is
 * @example
 * ```ts
 * import { visible } from 'approve-run';
 *
 * console.log(visible('a\u001b[2Kb')); // a\u{1b}[2Kb
 * ```
 */
export function visible(text: string, mark: (shown: string) => string = (shown) => shown): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' ? character : mark(`\\u{${character.codePointAt(0)?.toString(16)}}`),
  );
}

/** As `visible`, on one line: for messages, reasons, paths and names. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** As `visible`, for a text that comes in pieces: a mark at the start of a piece may belong to the piece before. */
export function visiblePieces(): (piece: string) => string {
  let before = '';
  return (piece) => {
    if (PLAIN.test(piece)) {
      before = piece.slice(-1) || before;
      return piece;
    }
    const text = before + piece;
    const shown = visible(text).slice(visible(before).length);
    // Two marks and their letter, in as many halves of pairs as that can be.
    before = Array.from(text.slice(-6)).slice(-3).join('');
    return shown;
  };
}
