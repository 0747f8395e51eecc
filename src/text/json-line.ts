// Any value in; JSON on one line out, with an escape for every character that a terminal would hide, reorder or obey: it is the same JSON.

const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const ASCII = /^[\x20-\x7e]*$/;

export function jsonLine(value: object): string {
  const json = JSON.stringify(value);
  return `${ASCII.test(json) ? json : json.replace(HIDDEN, escaped)}\n`;
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  );
}
