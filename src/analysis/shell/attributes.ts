// What `declare` says of a variable's name: kept beside the variables, under names that no shell can write.
import type { Elements, Shell } from '../scene.ts';
import { text, textOf } from '../value.ts';

export type Attribute = 'reference' | 'lower' | 'upper' | 'integer' | 'map';

/** `declare -n x=y`: x is another name of y. */
const MAX_REFERENCES = 8;

const LETTERS: readonly (readonly [letter: string, attribute: Attribute])[] = [
  ['n', 'reference'],
  ['l', 'lower'],
  ['u', 'upper'],
  ['i', 'integer'],
  ['A', 'map'],
];

export function attributesIn(words: readonly string[]): readonly Attribute[] {
  const letters = words.filter((word) => /^-[a-zA-Z]+$/.test(word)).join('');
  return LETTERS.flatMap(([letter, attribute]) => (letters.includes(letter) ? [attribute] : []));
}

export function giveAttribute(name: string, attribute: Attribute, shell: Shell, held = ''): void {
  shell.variables.set(key(name, attribute), [[text(held)]]);
}

export function hasAttribute(name: string, attribute: Attribute, shell: Shell): boolean {
  return shell.variables.has(key(name, attribute));
}

/** The name that a reference stands for, or the same name. */
export function targetOf(name: string, shell: Shell): string {
  let target = name;
  for (let step = 0; step < MAX_REFERENCES; step++) {
    const held = shell.variables.get(key(target, 'reference'))?.[0]?.[0];
    const next = held && textOf(held);
    if (!next) break;
    target = next;
  }
  return target;
}

/** The content as the variable keeps it. */
export function kept(name: string, elements: Elements, shell: Shell): Elements {
  const lower = hasAttribute(name, 'lower', shell);
  if (!lower && !hasAttribute(name, 'upper', shell)) return elements;
  return elements.map((element) =>
    element.map((part) =>
      part.type === 'text' ? { ...part, text: lower ? part.text.toLowerCase() : part.text.toUpperCase() } : part,
    ),
  );
}

function key(name: string, attribute: Attribute): string {
  return `(${attribute}) ${name}`;
}
