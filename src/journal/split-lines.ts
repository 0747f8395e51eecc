// The bytes of a file in; its whole lines, and what stands behind the last line feed, out.

export interface Lines {
  readonly lines: readonly Buffer[];
  /** A line without its end, as a crash leaves one; undefined where there is none. */
  readonly torn: Buffer | undefined;
}

const LINE_FEED = 10;

export function splitLines(bytes: Buffer): Lines {
  const lines: Buffer[] = [];
  let from = 0;
  for (let to = bytes.indexOf(LINE_FEED); to >= 0; to = bytes.indexOf(LINE_FEED, from)) {
    lines.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return { lines, torn: from < bytes.length ? bytes.subarray(from) : undefined };
}
