// Text that the shell reads as arithmetic or as a name with an index in; the number it is, where that can be told, out.
import type { Scene } from '../scene.ts';
import { hole, show, text, textOf, type Value } from '../value.ts';
import { hasAttribute, targetOf } from './attributes.ts';
import { evaluateText } from './expand-arithmetic.ts';
import { expandParts, expandString } from './expand-word.ts';
import { assign, lookUp } from './variables.ts';

export function evaluate(source: Value, scene: Scene): Value {
  return evaluateText(source, scene, { expandParts, expandString });
}

/** `x[…]` as a word, the way `unset`, `read`, `printf -v` and `test -v` take it: what stands in the brackets is run. */
export function splitName(word: string, scene: Scene): { readonly name: string; readonly index?: string } {
  const found = /^(\w+)\[(.*)\]$/s.exec(word);
  if (found === null) return { name: word };
  const [, name = '', inner = ''] = found;
  const index = indexOf(name, text(inner), scene);
  return index === undefined ? { name, index: '?' } : { name, index };
}

/** The key of a map, or the number of an element. */
export function indexOf(name: string, index: Value, scene: Scene): string | undefined {
  const literal = textOf(index);
  if (literal !== undefined && (/\$\(|`/.test(literal) || !isMap(name, scene))) return textOf(evaluate(index, scene));
  return literal;
}

function isMap(name: string, { shell }: Scene): boolean {
  return COMMANDS.test(name) || hasAttribute(targetOf(name, shell), 'map', shell);
}

const MAX_INDEX = 999;

/** Maps whose keys are the names of commands. */
const COMMANDS = /^BASH_(?:ALIASES|CMDS)$/;

export function assignElement(name: string, index: string | undefined, value: Value, scene: Scene): void {
  if (COMMANDS.test(name) && index !== undefined) scene.shell.aliases.set(index, show(value));
  const elements = lookUp(name, scene) ?? [];
  const number = index !== undefined && /^-?\d{1,6}$/.test(index) ? Number(index) : undefined;
  if (isMap(name, scene)) {
    if (index !== undefined) assign(`${name}[${index}]`, [value], scene);
    assign(name, [...elements, value], scene);
  } else if (number === undefined || number > MAX_INDEX) assign(name, [hole('(list)')], scene);
  else {
    const changed = [...elements];
    const at = number < 0 ? Math.max(0, elements.length + number) : number;
    while (changed.length < at) changed.push([]);
    changed[at] = value;
    assign(name, changed, scene);
  }
}

/** Sets what `read x`, `printf -v x[1]` name. */
export function assignTo(word: string, value: Value, scene: Scene): string {
  const { name, index } = splitName(word, scene);
  if (index === undefined) assign(name, [value], scene);
  else assignElement(name, index === '?' ? undefined : index, value, scene);
  return name;
}
