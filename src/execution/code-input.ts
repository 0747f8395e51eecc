// An approved block and its start kit in; the argv and descriptors by which exactly its bytes reach the program out.
import { rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Approved, Argv } from '../types.ts';
import type { StartKit } from './start-kits.ts';

export interface CodeInput {
  readonly argv: Argv;
  readonly stdin: number | 'ignore';
  readonly descriptor3: number | 'ignore';
  /** The file that the code lies in, where it has a name. */
  readonly file?: string;
  /** To be called when the block has ended. */
  remove(): void;
}

const PLACEHOLDER = /\{(fd|text|file(?:\.\w+)?)\}/;

/** A placeholder in the argv says how the code gets in (see `ToolCommand`). */
export function openCode({ argv, block: { code, index } }: Approved, kit: StartKit, folder: string): CodeInput {
  const kind = PLACEHOLDER.exec(argv.join('\0'))?.[1];
  const nothing = { stdin: 'ignore', descriptor3: 'ignore', remove: () => {} } as const;
  if (kind === 'text') return { ...nothing, argv: fill(argv, code) };
  if (kind?.startsWith('file')) {
    const path = join(folder, `block-${index}${kind.slice('file'.length)}`);
    writeFileSync(path, code, { flag: 'wx', mode: 0o600 });
    return { ...nothing, argv: fill(argv, path), file: path, remove: () => rmSync(path, { force: true }) };
  }
  writeAll(kit.codeIn, Buffer.from(code, 'utf8'));
  return kind === 'fd'
    ? { ...nothing, argv: fill(argv, '/dev/fd/3'), descriptor3: kit.codeOut }
    : { ...nothing, argv, stdin: kit.codeOut };
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function fill(argv: Argv, value: string): Argv {
  return argv.map((word) => word.replace(PLACEHOLDER, () => value)) as unknown as Argv;
}
