// `${…}` in, what it may become out.

import type { Scene } from '../scene.ts';
import { hole, show, taintOf, text, textOf, type Value } from '../value.ts';
import type { ParameterExpansionPart, Word } from './parse-shell.ts';
import { assign, joinElements, lookUp } from './variables.ts';

const MAX_LENGTH = 1_000;

interface Expanders {
  readonly expandText: (word: Word, scene: Scene) => Value;
  readonly expandString: (source: string, scene: Scene) => Value;
}

export function expandParameter(part: ParameterExpansionPart, scene: Scene, expand: Expanders): readonly Value[] {
  const { operation, prefix, parameter } = part;
  if (prefix === '#') return [hole(part.text, {}, 'word')];
  if (operation?.type === 'Names' || operation?.type === 'Unknown') return [hole(part.text)];
  const name = prefix === '!' ? indirect(parameter, scene) : parameter;
  if (name === undefined) return [hole(part.text)];
  const found = pick(part, name, scene, expand);
  if (operation === undefined) return found ?? [hole(part.text)];
  if (operation.type === 'Default')
    return (
      withDefault(found, operation.operator, () => expand.expandText(operation.operand, scene), name, scene) ?? [hole(part.text)]
    );
  const operand = (word: Word | undefined) => (word === undefined ? '' : show(expand.expandText(word, scene)));
  return (found ?? [hole(part.text)]).map((value) => {
    const literal = textOf(value);
    if (operation.type === 'Transform') return transform(operation.operand.value, value, part.text, scene, expand);
    if (operation.type === 'Slice') {
      const [offset, length] = [operand(operation.offset), operation.length && operand(operation.length)];
      if (part.parameter === '@' || part.index?.value === '@') return value;
      return literal === undefined || !/^ ?-?\d+$/.test(offset) || (length !== undefined && !/^-?\d+$/.test(length))
        ? hole(part.text, taintOf(value))
        : text(slice(literal, Number(offset), length === undefined ? undefined : Number(length)));
    }
    if (operation.type === 'CaseModification')
      return literal === undefined ? hole(part.text, taintOf(value)) : text(changeCase(literal, operation.operator));
    if (operation.type === 'Remove')
      return literal === undefined
        ? shortened(value, operation.operator, part.text)
        : known(remove(literal, operation.operator, operand(operation.operand)), part.text);
    const [pattern, replacement] = [operand(operation.pattern), operand(operation.replacement)];
    return literal === undefined
      ? hole(part.text, taintOf(value))
      : known(replace(literal, operation.operator, pattern, replacement), part.text);
  });
}

function known(literal: string | undefined, shown: string): Value {
  return literal === undefined ? hole(shown) : text(literal);
}

function pick(part: ParameterExpansionPart, name: string, scene: Scene, expand: Expanders): readonly Value[] | undefined {
  const elements = lookUp(name, scene);
  if (part.index === undefined) return name === '@' || name === '*' ? elements : elements?.slice(0, 1);
  // The index is expanded even where the variable is not set.
  const index = expand.expandText(part.index, scene);
  const literal = textOf(index) ?? '';
  if (/\$\(|`/.test(literal)) expand.expandString(literal, scene);
  if (literal === '@' || literal === '*') return elements;
  if (!/^\d+$/.test(literal))
    return elements === undefined ? undefined : [elements.length === 1 ? (elements[0] ?? []) : hole(part.text)];
  return elements && [elements[Number(literal)] ?? []];
}

function indirect(parameter: string, scene: Scene): string | undefined {
  const held = lookUp(parameter, scene)?.[0];
  const name = held && textOf(held);
  return name !== undefined && /^\w+$/.test(name) ? name : undefined;
}

/** What the environment may set is taken to be unset: who writes a default means it. */
function withDefault(
  found: readonly Value[] | undefined,
  operator: string,
  operand: () => Value,
  name: string,
  scene: Scene,
): readonly Value[] | undefined {
  const empty = found === undefined || (operator.startsWith(':') && joinElements(found).length === 0);
  if (operator.endsWith('+')) return empty && found !== undefined ? [[]] : [operand()];
  if (operator.endsWith('?')) {
    operand();
    return found;
  }
  if (!empty) return found;
  const value = operand();
  if (operator.endsWith('=')) assign(name, [value], scene);
  return [value];
}

function transform(letter: string, value: Value, shown: string, scene: Scene, expand: Expanders): Value {
  const literal = textOf(value);
  if (literal === undefined) return hole(shown, taintOf(value));
  if (letter === 'P') return expand.expandString(literal, scene);
  if (letter === 'U') return text(literal.toUpperCase());
  if (letter === 'L') return text(literal.toLowerCase());
  if (letter === 'u') return text(literal.slice(0, 1).toUpperCase() + literal.slice(1));
  return letter === 'Q' ? text(literal) : hole(shown);
}

function slice(value: string, offset: number, length: number | undefined): string {
  const start = offset < 0 ? Math.max(0, value.length + offset) : offset;
  if (length === undefined) return value.slice(start);
  return length < 0 ? value.slice(start, length) : value.slice(start, start + length);
}

function changeCase(value: string, operator: string): string {
  const change = (from: string) => (operator.startsWith('^') ? from.toUpperCase() : from.toLowerCase());
  return operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
}

/** Of `$dir/*.log`, `${f%.log}` still lies where it lay. */
function shortened(value: Value, operator: string, shown: string): Value {
  const last = value.at(-1);
  if (operator.startsWith('%') && value.length > 1 && last?.type === 'text')
    return [...value.slice(0, -1), ...hole('…', {}, 'word')];
  return operator === '##' ? hole(shown, taintOf(value), 'word') : hole(shown, taintOf(value));
}

/** Undefined where trying would take too long: two stars may meet in any number of ways. */
function remove(value: string, operator: string, pattern: string): string | undefined {
  const matches = toTest(pattern, '^', '$');
  if (matches === undefined || value.length > MAX_LENGTH) return undefined;
  const ends = Array.from({ length: value.length + 1 }, (_, at) => at);
  const cut = operator.startsWith('#')
    ? (operator === '##' ? ends.reverse() : ends).find((at) => matches.test(value.slice(0, at)))
    : (operator === '%%' ? ends : ends.reverse()).find((at) => matches.test(value.slice(at)));
  if (cut === undefined) return value;
  return operator.startsWith('#') ? value.slice(cut) : value.slice(0, cut);
}

function replace(value: string, operator: string, pattern: string, replacement: string): string | undefined {
  if (pattern === '') return value;
  const found = toTest(pattern, operator === '/#' ? '^' : '', operator === '/%' ? '$' : '');
  if (found === undefined || value.length > MAX_LENGTH) return undefined;
  return value.replace(new RegExp(found.source, operator === '//' ? 'gs' : 's'), () => replacement);
}

function toTest(pattern: string, start: string, end: string): RegExp | undefined {
  if ((pattern.match(/\*+/g) ?? []).length > 1) return undefined;
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\[(?:!|\\\^)/g, '[^')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  try {
    return new RegExp(start + source + end, 's');
  } catch {
    return undefined;
  }
}
