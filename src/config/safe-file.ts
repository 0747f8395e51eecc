// A path in; nothing, or the file's text, out. What is no small regular UTF-8 file is refused before it is read.
import { lstatSync, promises } from 'node:fs';
import { ConfigError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';

const MOST_BYTES = 1_000_000;

/** A link that leads nowhere is there, too: what cannot be read is refused later on, and never passed over. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (cause) {
    throw new ConfigError(`${visibleLine(path)}: cannot be looked for (${(cause as NodeJS.ErrnoException).code}).`, { cause });
  }
}

/** @throws {ConfigError} When, links followed, it is missing, no regular file (reading a FIFO would wait for ever) or too large. */
export async function checkFile(path: string): Promise<void> {
  const found = await promises.stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new ConfigError(
      `${visibleLine(path)}: ${cause.code === 'ENOENT' ? 'there is no such file' : `cannot be read (${cause.code})`}.`,
      {
        cause,
      },
    );
  });
  if (!found.isFile()) throw new ConfigError(`${visibleLine(path)}: is no regular file. Remove it, or put a file there.`);
  if (found.size > MOST_BYTES) throw new ConfigError(`${visibleLine(path)}: is larger than 1 MB, which no config is.`);
}

/** @throws {ConfigError} When the text was decoded from something that is not UTF-8. */
export function checkText(path: string, text: string): void {
  // The decoder writes U+FFFD for what it cannot read: with it refused, equal text means equal bytes.
  if (text.includes('\uFFFD')) throw new ConfigError(`${visibleLine(path)}: is not valid UTF-8 text.`);
}

export async function readSafely(path: string): Promise<string> {
  await checkFile(path);
  const text = await promises.readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new ConfigError(`${visibleLine(path)}: cannot be read (${cause.code}).`, { cause });
  });
  checkText(path, text);
  return text;
}
