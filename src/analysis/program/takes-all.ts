// A loop over what is in a folder in; whether it takes everything that it finds there.

import { listThing, type Thing } from './thing.ts';
import type { Expression, Statement } from './tree.ts';

const LISTINGS = /^(?:iterdir|listdir|scandir|walk|rglob|readdirSync)$/;
/** Questions that leave nothing out. */
const ASKS_KIND = /^(?:is_dir|is_file|isdir|isfile|exists|islink|is_symlink|lexists|isDirectory|isFile|existsSync)$/;
const FOUND = /^\((?:name|found)\)$/;

/** `for p in Path(".").iterdir(): p.unlink()`: nothing in its body asks for more than whether it is a folder. */
export function takesAll({ iterable, body }: Extract<Statement, { type: 'for' }>): boolean {
  return isListing(iterable) && !body.some(chooses);
}

function isListing(node: Expression): boolean {
  if (node.type !== 'call') return false;
  const { callee, args } = node;
  if (callee.type === 'member') return callee.key.type === 'text' && LISTINGS.test(callee.key.text);
  const [first] = args;
  return (
    callee.type === 'name' &&
    /^(?:list|sorted|reversed|tuple|set)$/.test(callee.name) &&
    first !== undefined &&
    isListing(first.value)
  );
}

function chooses(node: Statement): boolean {
  switch (node.type) {
    case 'choice':
      return !node.tests.every(asksKind) || node.ways.some((way) => way.some(chooses));
    case 'expression':
      return node.value.type === 'choice' && node.value.test !== undefined && !asksKind(node.value.test);
    case 'for':
    case 'while':
    case 'with':
    case 'block':
      return node.body.some(chooses);
    case 'try':
      return [...node.body, ...node.last, ...node.handlers.flat()].some(chooses);
    default:
      return false;
  }
}

function asksKind(node: Expression): boolean {
  if (node.type === 'all') return node.parts.every(asksKind);
  if (node.type === 'choice') return node.ways.every(asksKind);
  return (
    node.type === 'call' &&
    node.callee.type === 'member' &&
    node.callee.key.type === 'text' &&
    ASKS_KIND.test(node.callee.key.text)
  );
}

/** Every name there is, rather than one of them. */
export function everyName(thing: Thing): Thing {
  if (thing.type === 'list') return listThing(thing.items.map(everyName), thing.open);
  if (thing.type !== 'text') return thing;
  return {
    ...thing,
    value: thing.value.map((part) => (part.type === 'hole' && FOUND.test(part.text) ? { type: 'glob', text: '*' } : part)),
  };
}
