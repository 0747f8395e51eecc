// Literal encoded text in, what decoders make of it out; undefined where it is none. Bytes that are no text are told by one
// character each.
import { readable } from '../decode.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function decodeBase32(literal: string): string | undefined {
  const packed = literal.replace(/[\s=]/g, '').toUpperCase();
  if (!/^[A-Z2-7]+$/.test(packed)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const one of packed) {
    held = ((held << 5) | BASE32.indexOf(one)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return readable(Buffer.from(bytes));
}

/** What stands between `begin` and `end`, as `uuencode` writes it. */
export function uudecode(literal: string): string | undefined {
  const lines = literal.split('\n');
  const first = lines.findIndex((line) => /^begin(?:-base64)? /.test(line));
  if (first === -1) return undefined;
  const body = lines.slice(first + 1);
  if (lines[first]?.startsWith('begin-base64'))
    return readable(Buffer.from(body.slice(0, body.indexOf('====')).join(''), 'base64'));
  const bytes: number[] = [];
  for (const line of body) {
    if (line === 'end') break;
    const codes = [...line].map((one) => (one.charCodeAt(0) - 32) & 63);
    const [size = 0, ...rest] = codes;
    const decoded: number[] = [];
    for (let at = 0; at < rest.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = rest.slice(at, at + 4);
      decoded.push(((a << 2) | (b >> 4)) & 0xff, ((b << 4) | (c >> 2)) & 0xff, ((c << 6) | d) & 0xff);
    }
    bytes.push(...decoded.slice(0, size));
  }
  return readable(Buffer.from(bytes));
}

/** The columns of a dump: `00000000: 726d 202d  rm -`. */
export function dumpToHex(literal: string): string {
  return literal
    .split('\n')
    .map((line) => /^[0-9a-f]+:\s((?:[0-9a-f]{2,4} ?)+)/i.exec(line)?.[1] ?? '')
    .join('');
}
