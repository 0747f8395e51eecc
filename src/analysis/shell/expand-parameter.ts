// `${…}` in, what it may become out.

import { escapes } from '../decode.ts';
import type { Scene } from '../scene.ts';
import { hole, show, taintOf, text, textOf, type Value } from '../value.ts';
import { hasAttribute } from './attributes.ts';
import type { ParameterExpansionPart, Word } from './parse-shell.ts';
import { remove, replace } from './replace-pattern.ts';
import { assign, joinElements, lookUp } from './variables.ts';

interface Expanders {
  readonly expandText: (word: Word, scene: Scene) => Value;
  readonly expandString: (source: string, scene: Scene) => Value;
  readonly evaluate: (source: Value, scene: Scene) => Value;
}

export function expandParameter(part: ParameterExpansionPart, scene: Scene, expand: Expanders): readonly Value[] {
  const { operation, prefix, parameter } = part;
  if (prefix === '#') {
    pick(part, parameter, scene, expand);
    return [hole(part.text, {}, 'word')];
  }
  if (operation?.type === 'Names' || operation?.type === 'Unknown') return [hole(part.text)];
  if (prefix === '!' && /^[@*]$/.test(part.index?.value ?? '')) return keys(parameter, part.text, scene);
  const name = prefix === '!' ? indirect(parameter, scene) : parameter;
  if (name === undefined) return [hole(part.text)];
  const found = pick(part, name, scene, expand);
  if (operation === undefined) return found ?? [hole(part.text)];
  if (operation.type === 'Default')
    return (
      withDefault(found, operation.operator, () => expand.expandText(operation.operand, scene), name, scene) ?? [hole(part.text)]
    );
  if (operation.type === 'Slice' && (/^[@*]$/.test(parameter) || /^[@*]$/.test(part.index?.value ?? '')))
    return sublist(found, /^[@*]$/.test(parameter), bounds(operation, scene, expand), part.text);
  const operand = (word: Word | undefined) => (word === undefined ? '' : show(expand.expandText(word, scene)));
  return (found ?? [hole(part.text)]).map((value) => {
    const literal = textOf(value);
    if (operation.type === 'Transform') return transform(operation.operand.value, value, part.text, scene, expand);
    if (operation.type === 'Slice') {
      const cut = bounds(operation, scene, expand);
      return literal === undefined || cut === undefined ? hole(part.text, taintOf(value)) : text(slice(literal, ...cut));
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

type Slice = Extract<ParameterExpansionPart['operation'], { type: 'Slice' }>;

/** Both are arithmetic. */
function bounds({ offset, length }: Slice, scene: Scene, expand: Expanders): [number, number | undefined] | undefined {
  const numbers = [offset, ...(length === undefined ? [] : [length])].map((word) => {
    const value = textOf(expand.evaluate(expand.expandText(word, scene), scene));
    return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;
  });
  const [from, many] = numbers;
  return from === undefined || numbers.includes(undefined) ? undefined : [from, many];
}

/** `${@:2}` counts from one, and `${x[@]:1}` from nought. */
function sublist(
  found: readonly Value[] | undefined,
  positional: boolean,
  cut: readonly [number, number | undefined] | undefined,
  shown: string,
): readonly Value[] {
  if (found === undefined || cut === undefined) return [hole(shown)];
  const all = positional ? [text('bash'), ...found] : found;
  const from = cut[0] < 0 ? Math.max(0, all.length + cut[0]) : cut[0];
  return all.slice(from, cut[1] === undefined || cut[1] < 0 ? undefined : from + cut[1]);
}

function keys(name: string, shown: string, scene: Scene): readonly Value[] {
  const elements = lookUp(name, scene);
  return elements === undefined || elements.some((element) => element.some((part) => part.type === 'hole'))
    ? [hole(shown, {}, 'word')]
    : elements.map((_, at) => (hasAttribute(name, 'map', scene.shell) ? hole(shown, {}, 'word') : text(String(at))));
}

function known(literal: string | undefined, shown: string): Value {
  return literal === undefined ? hole(shown) : text(literal);
}

function pick(part: ParameterExpansionPart, name: string, scene: Scene, expand: Expanders): readonly Value[] | undefined {
  const elements = lookUp(name, scene);
  if (part.index === undefined) return name === '@' || name === '*' ? elements : elements?.slice(0, 1);
  // The index is expanded even where the variable is not set.
  const index = expand.expandText(part.index, scene);
  const literal = textOf(index);
  if (literal === '@' || literal === '*') return elements;
  const key = lookUp(`${name}[${literal ?? ''}]`, scene);
  if (key !== undefined) return key;
  const evaluated = textOf(
    hasAttribute(name, 'map', scene.shell) && !/\$\(|`/.test(literal ?? '') ? index : expand.evaluate(index, scene),
  );
  if (elements === undefined) return undefined;
  if (evaluated === undefined || !/^-?\d+$/.test(evaluated))
    return [elements.length === 1 ? (elements[0] ?? []) : hole(part.text)];
  return [elements.at(Number(evaluated)) ?? []];
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
  // Of arguments that nobody knows, too: who writes a default means it.
  const unknown = scene.shell.positional === undefined && /^(?:[1-9]\d*|[@*])$/.test(name);
  const empty = found === undefined || unknown || (operator.startsWith(':') && joinElements(found).length === 0);
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
  if (letter === 'P') return expand.expandString(escapes(literal), scene);
  if (letter === 'E') return text(escapes(literal));
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
