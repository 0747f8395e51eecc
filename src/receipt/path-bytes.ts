// A path as bytes, one character a byte, in; as people and JSON have it out. And back. Names need not be text: none may pass for another.

const PLAIN = /^[\x20-\x5b\x5d-\x7e]*$/;
/** A backslash, a run of other ASCII, a character of UTF-8, or a byte that is none of these. */
const PIECES =
  /\\|[\0-\x5b\x5d-\x7f]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|[\x80-\xff]/g;

/** `\xff` is a byte that is no text, `\\` a backslash: no two names are shown alike. */
export function shownPath(bytes: string): string {
  if (PLAIN.test(bytes)) return bytes;
  return bytes.replace(PIECES, (piece) => {
    if (piece === '\\') return '\\\\';
    if (piece.length === 1 && piece > '\x7f') return `\\x${piece.charCodeAt(0).toString(16)}`;
    return textOfBytes(piece);
  });
}

export function bytesOf(path: string): string {
  return PLAIN.test(path) ? path : Buffer.from(path, 'utf8').toString('latin1');
}

/** What is no text becomes a replacement character. */
export function textOfBytes(bytes: string): string {
  return PLAIN.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

/** For the file system. */
export function openable(bytes: string): string | Buffer {
  return PLAIN.test(bytes) ? bytes : Buffer.from(bytes, 'latin1');
}
