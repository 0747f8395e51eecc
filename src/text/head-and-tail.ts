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
    result: () => ({
      head: Buffer.concat(head).toString('utf8'),
      tail: tail.toString('utf8'),
      omittedBytes: bytes - headBytes - tail.length,
    }),
  };
}
