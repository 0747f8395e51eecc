// Any amount of output in; its beginning, its end and the number of bytes between them out. Memory stays bounded.

const KEEP = 16 * 1024;

interface HeadAndTail {
  readonly head: string;
  readonly tail: string;
  readonly omittedBytes: number;
}

export interface Keeper {
  push(chunk: Buffer): void;
  readonly bytes: number;
  result(): HeadAndTail;
}

/** @param keep Bytes kept of each end. @default 16 KiB */
export function headAndTail(keep = KEEP): Keeper {
  const head: Buffer[] = [];
  let headBytes = 0;
  let tail = Buffer.alloc(0);
  let bytes = 0;
  return {
    push(chunk) {
      bytes += chunk.length;
      const room = keep - headBytes;
      const first = chunk.subarray(0, Math.max(0, room));
      if (first.length > 0) {
        head.push(Buffer.from(first));
        headBytes += first.length;
      }
      const rest = chunk.subarray(first.length);
      if (rest.length >= keep) tail = Buffer.from(rest.subarray(-keep));
      else if (rest.length > 0) tail = Buffer.concat([tail.subarray(Math.max(0, tail.length + rest.length - keep)), rest]);
    },
    get bytes() {
      return bytes;
    },
    result() {
      // A character is not cut in two: it belongs to the tail, or, where there is something between, to that.
      const begun = Buffer.concat(head);
      const whole = begun.subarray(0, begun.length - unfinished(begun));
      const between = bytes > begun.length + tail.length;
      const end = between ? tail.subarray(cutOff(tail)) : Buffer.concat([begun.subarray(whole.length), tail]);
      return { head: whole.toString('utf8'), tail: end.toString('utf8'), omittedBytes: bytes - whole.length - end.length };
    },
  };
}

const isContinuation = (byte = 0) => byte >> 6 === 0b10;

/** How many bytes at the end are the beginning of a character that goes on. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** How many bytes at the beginning are the end of a character that is not there. */
function cutOff(bytes: Buffer): number {
  const first = bytes.subarray(0, 4).findIndex((byte) => !isContinuation(byte));
  return first === -1 ? 0 : first;
}
