// The text of a policy file in, its checked content out, or an error that names file, line and place.
import type { LineCounter } from 'yaml';
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { Tool } from '../types.ts';
import { type PolicySource, policySchema } from './policy-schema.ts';

type Path = readonly (string | number)[];

/**
 * Reads YAML (so JSON too) and checks all that can be told without another file.
 *
 * @throws {PolicyError} With file, line, place and what was expected.
 */
export async function readPolicy(text: string, file: string, tools: readonly Tool[]): Promise<PolicySource> {
  const [yaml, valibot] = await Promise.all([import('yaml'), import('valibot')]);
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { version: '1.2', lineCounter: lines });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault)
    throw wrong(file, lines.linePos(fault.pos[0]).line, '', `not valid YAML: ${fault.message.split(/ at line |\n/, 1)[0]}`);
  const parsed = valibot.safeParse(policySchema(valibot, tools), toData(document, file), { abortPipeEarly: true });
  const line = (path: Path) => lineOf(document, lines, path);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
    throw wrong(file, line(path), place(path), issue.message);
  }
  const ids = parsed.output.rules.map((rule) => rule.id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice !== -1)
    throw wrong(file, line(['rules', twice]), place(['rules', twice, 'id']), `"${ids[twice]}" is already the id of another rule`);
  return parsed.output;
}

interface Document {
  toJS(options: { maxAliasCount: number }): unknown;
  getIn(path: Path, keepScalar: true): unknown;
}

function toData(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (cause) {
    throw new PolicyError(`${visibleLine(file)}: too many YAML aliases.`, { cause });
  }
}

function place(path: Path): string {
  return path.reduce<string>(
    (sofar, key) => (typeof key === 'number' ? `${sofar}[${key}]` : sofar === '' ? key : `${sofar}.${key}`),
    '',
  );
}

/** The nearest node that the file really has; an entry may stand for a list of one, and a key may be missing. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(Number(node.range[0])).line;
  }
  return 1;
}

function wrong(file: string, line: number, where: string, what: string): PolicyError {
  return new PolicyError(`${visibleLine(file)}:${line}: ${where === '' ? '' : `${visibleLine(where)}: `}${visibleLine(what)}.`);
}
