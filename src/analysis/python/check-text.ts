// Python text in; an error out where the parser could take it for other code than Python does. What is checked is then parsed.
import type { Module } from './nodes.ts';
import { createScan, type Field, skipLogicalLine } from './scan-text.ts';

/** Python's own limit. */
const MAX_INDENTATIONS = 100;
/** The parser looks for the end of each one through the whole text. */
const MAX_NAMED_CHARACTERS = 1000;

/** @throws When the text is nested too deeply, or strings or lines in it cannot be told for sure. */
export function checkText(text: string): readonly Field[] {
  const scan = createScan(text);
  const levels = [0];
  if (text.split('\\N{').length > MAX_NAMED_CHARACTERS) throw new Error('too many named characters');
  for (let at = 0; at < text.length; at = skipLogicalLine(scan, at)) indent(text, at, levels);
  return scan.fields;
}

const INDENTATION = /[ \t]*/y;

function indent(text: string, at: number, levels: number[]): void {
  INDENTATION.lastIndex = at;
  const space = INDENTATION.exec(text)?.[0] ?? '';
  const next = text[at + space.length];
  if (next === undefined || next === '\n' || next === '#') return;
  if (next === '\\' || space.includes(' \t')) throw new Error('cannot tell how deep a line is indented');
  while ((levels.at(-1) ?? 0) > space.length) levels.pop();
  if ((levels.at(-1) ?? 0) < space.length) levels.push(space.length);
  if (levels.length > MAX_INDENTATIONS) throw new Error('indented too deeply');
}

/**
 * Code in an f-string is code: the parser must have found the very fields that are there.
 * @throws When it found others.
 */
export function checkFields(module: Module, fields: readonly Field[], offset: (line: number, byte: number) => number): void {
  const there = new Set(fields.map(({ start, end, colon }) => `${start} ${end} ${colon}`));
  const found = fields.length === 0 ? [] : fieldsOf(module);
  for (const field of found) {
    const spec = field.format_spec;
    const colon = spec === undefined ? -1 : offset(spec.lineno, spec.col_offset);
    const start = offset(field.lineno, field.col_offset);
    there.delete(`${start} ${offset(field.end_lineno, field.end_col_offset)} ${colon}`);
  }
  if (there.size > 0 || found.length !== fields.length) throw new Error('cannot tell what is code in an f-string');
}

/** What `FormattedValue` and `Interpolation` share. */
interface FieldNode {
  readonly nodeType: unknown;
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
  readonly format_spec?: { readonly lineno: number; readonly col_offset: number };
}

function fieldsOf(module: Module): FieldNode[] {
  const found: FieldNode[] = [];
  const open: unknown[] = [module];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (isField(value)) found.push(value);
    for (const child of Object.values(value)) if (typeof child === 'object') open.push(child);
  }
  return found;
}

function isField(value: object): value is FieldNode {
  return 'nodeType' in value && (value.nodeType === 'FormattedValue' || value.nodeType === 'Interpolation');
}
