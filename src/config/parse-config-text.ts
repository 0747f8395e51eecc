// The text of a config file in; its data, and the line and column of each key, out.
import type { LineCounter, Pair, ParsedNode } from 'yaml';
import { ConfigError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';

export type KeyPath = readonly (string | number)[];

export interface ParsedText {
  readonly data: unknown;
  /** `:3:5`, where the key stands. */
  readonly at: (path: KeyPath) => string;
}

/** @throws {ConfigError} With line and column, where they are known. */
export async function parseConfigText(text: string, format: 'json' | 'yaml', file: string): Promise<ParsedText> {
  const source = text.replace(/^\uFEFF/, '');
  const json = format === 'json' && source.trim() !== '' ? parseJson(source, file) : undefined;
  const { isMap, isPair, isScalar, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  // JSON is read as YAML too: that tells where keys stand, and finds those that are there twice.
  const document = parseDocument(source, { version: '1.2', stringKeys: true, lineCounter: lines });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const what = fault.message.split(/ at line |\n/, 1)[0] ?? '';
    throw new ConfigError(
      `${visibleLine(file)}${place(lines, fault.pos[0])}: is not valid ${format.toUpperCase()}: ${visibleLine(what)}.`,
    );
  }
  const at = (path: KeyPath) => {
    for (let length = path.length; length > 0; length -= 1) {
      const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      const key = path[length - 1];
      const pair = isMap(parent) && parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      const start = pair ? (pair as Pair<ParsedNode>).key.range[0] : rangeOf(document.getIn(path.slice(0, length), true));
      if (start !== undefined) return place(lines, start);
    }
    return '';
  };
  try {
    return { data: json ?? document.toJS({ maxAliasCount: 50 }), at };
  } catch (cause) {
    throw new ConfigError(`${visibleLine(file)}: has too many YAML aliases.`, { cause });
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = (cause as Error).message;
    const position = / at position (\d+)/.exec(what)?.[1];
    const offset = what.startsWith('Unexpected end') ? text.length : position === undefined ? undefined : Number(position);
    const before = text.slice(0, offset).split('\n');
    const where = offset === undefined ? '' : `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new ConfigError(`${visibleLine(file)}${where}: is not valid JSON: ${visibleLine(what)}.`, { cause });
  }
}

function place(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `:${line}:${col}`;
}

function rangeOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}
