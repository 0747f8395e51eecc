// A word of the syntax tree in; the fields that it becomes out, and whether it was written as they are.

import { copyShell, type Scene } from '../scene.ts';
import { EMPTY, hole, join, type Part, splitFields, taintOf, text, textOf, trimNewlines, type Value } from '../value.ts';
import { evaluateText, expandArithmetic } from './expand-arithmetic.ts';
import { expandBraces } from './expand-braces.ts';
import { expandParameter } from './expand-parameter.ts';
import { readBy } from './feed.ts';
import { type Command, unmasked, type Word, type WordPart } from './parse-shell.ts';
import { joinElements, lookUp } from './variables.ts';

/** Every field of an expansion; `quoted` ones are not split. */
interface Piece {
  readonly elements: readonly Value[];
  readonly quoted: boolean;
}

/** A word of more pieces is not looked at piece by piece. */
const MAX_PARTS = 500;

/** What the word becomes as an argument: no field, one, or several. */
export function expandWord(word: Word, scene: Scene): Value[] {
  scene.machine.recorder.spend(1 + word.text.length / 200);
  const { parts } = word;
  if (parts === undefined) return [literal(word, scene)];
  if (parts.some((part) => part.type === 'BraceExpansion')) {
    const raws = expandBraces(word.text);
    if (raws.length > 1 || raws[0] !== word.text) return raws.flatMap((raw) => reparse(raw, scene));
  }
  const fields: Value[] = [];
  let open: Part[] | undefined;
  const add = (value: Value) => {
    open ??= [];
    for (const part of value) open.push(part);
  };
  for (const [at, part] of parts.entries()) {
    const { elements, quoted } = expandPart(part, at === 0 && word.text.startsWith('~'), scene);
    const pieces = quoted ? elements : elements.flatMap((element) => splitFields(element, separators(scene)));
    const gapBefore = !quoted && startsBlank(elements[0]);
    if (gapBefore && open !== undefined && open.length > 0) {
      fields.push(open);
      open = undefined;
    }
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 && open !== undefined) {
        fields.push(open);
        open = undefined;
      }
      add(piece);
    }
    if (!quoted && pieces.length > 0 && endsBlank(elements.at(-1)) && open !== undefined) {
      fields.push(open);
      open = undefined;
    }
  }
  if (open !== undefined) fields.push(open);
  scene.machine.recorder.spend(fields.length);
  return fields.map((field) => (field.length > MAX_PARTS ? hole('(long word)', taintOf(field)) : join([field])));
}

/** `"${x[*]}"` puts what `IFS` begins with between the elements. */
function between(part: WordPart, { shell }: Scene): string {
  const star =
    part.type === 'SimpleExpansion'
      ? part.text === '$*'
      : part.type === 'ParameterExpansion' && (part.index?.value ?? part.parameter) === '*';
  const own = star ? shell.variables.get('IFS')?.[0]?.[0] : undefined;
  return own === undefined ? ' ' : (textOf(own)?.slice(0, 1) ?? ' ');
}

/** What `IFS` holds, where the block sets it. */
function separators(scene: Scene): RegExp | undefined {
  const own = scene.shell.variables.get('IFS')?.[0]?.[0];
  const characters = own && textOf(own);
  if (!characters || characters.trim() === '') return undefined;
  return new RegExp(`[${characters.replace(/[\\\]^-]/g, '\\$&')}]+`);
}

function evaluate(source: Value, scene: Scene): Value {
  return evaluateText(source, scene, { expandParts, expandString });
}

/** As one value, whatever blanks it holds: what is assigned, redirected to, or fed in. */
export function expandText(word: Word, scene: Scene): Value {
  if (word.parts === undefined) return literal(word, scene);
  return expandParts(word.parts, scene, word.text.startsWith('~'));
}

export function expandParts(parts: readonly WordPart[], scene: Scene, tilde = false): Value {
  scene.machine.recorder.spend();
  return join(parts.map((part, at) => joinElements(expandPart(part, tilde && at === 0, scene).elements, between(part, scene))));
}

/** Text that is read as if it stood in double quotes. */
export function expandString(source: string, scene: Scene): Value {
  const script = scene.machine.parse(`_ <<_\n${source}\n_\n`);
  const command = script.commands[0]?.command;
  const document = command?.type === 'Command' ? command.redirects[0] : undefined;
  if (document?.type !== 'HereDoc') return hole('(text)');
  return trimNewlines(document.body.parts ? expandParts(document.body.parts, scene) : text(document.body.text));
}

function reparse(raw: string, scene: Scene): Value[] {
  const command = scene.machine.parse(`_ ${raw}`).commands[0]?.command;
  if (command?.type !== 'Command') return [text(raw)];
  return (command as Command).args.flatMap((arg) => (arg.type === 'Word' ? expandWord(arg, scene) : [text(arg.text)]));
}

function literal(word: Word, scene: Scene): Value {
  return word.text.startsWith('~') ? text(tilde(word.value, scene)) : text(unmasked(word.value));
}

function tilde(value: string, scene: Scene): string {
  const home =
    lookUp('HOME', scene)?.[0]
      ?.map((part) => part.text)
      .join('') ?? scene.machine.place.home;
  if (value === '~' || value.startsWith('~/')) return home + value.slice(1);
  if (/^~\+(\/|$)/.test(value)) return (scene.shell.cwd ?? '~+') + value.slice(2);
  return value.replace(/^~root(?=\/|$)/, '/root').replace(/^~([a-z_][\w-]*)(?=\/|$)/, '/home/$1');
}

function expandPart(part: WordPart, startsWithTilde: boolean, scene: Scene): Piece {
  switch (part.type) {
    case 'Literal':
      return { elements: [text(startsWithTilde ? tilde(part.value, scene) : unmasked(part.value))], quoted: true };
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return { elements: [text(unmasked(part.value))], quoted: true };
    case 'DoubleQuoted':
    case 'LocaleString':
      return quotedParts(part.parts, scene);
    case 'Glob':
    case 'ExtendedGlob':
      return { elements: [[{ type: 'glob', text: part.text }]], quoted: true };
    case 'BraceExpansion':
      return { elements: [text(part.text)], quoted: true };
    case 'SimpleExpansion':
      return variable(part.text.slice(1), scene);
    case 'ParameterExpansion':
      return { elements: expandParameter(part, scene, { expandText, expandString, evaluate }), quoted: false };
    case 'ArithmeticExpansion':
      return { elements: [expandArithmetic(part.expression, scene, { expandParts, expandString })], quoted: false };
    case 'CommandExpansion': {
      const output = substitute(part, scene);
      return { elements: [trimNewlines(output)], quoted: false };
    }
    case 'ProcessSubstitution': {
      const name = `/dev/fd/process-${scene.machine.next()}`;
      if (part.operator === '<') scene.machine.files.set(name, substitute(part, scene));
      else {
        readBy(scene.machine, name, (content) => substitute(part, { ...scene, stdin: content }));
        substitute(part, { ...scene, stdin: EMPTY });
      }
      return { elements: [text(name)], quoted: true };
    }
  }
}

/** The parser reads what is inside only when asked, all of it again at each level: that is to be paid for. */
function substitute(part: Extract<WordPart, { type: 'CommandExpansion' | 'ProcessSubstitution' }>, scene: Scene): Value {
  scene.machine.recorder.spend(1 + part.text.length / 50);
  if (part.script === undefined) return hole(part.text);
  const output = scene.machine.runScript(part.script, { ...scene, shell: copyShell(scene.shell) });
  // Shells drop what no string can hold.
  return output.some((one) => one.text.includes('\0'))
    ? output.map((one) => ({ ...one, text: one.text.replaceAll('\0', '') }))
    : output;
}

function variable(name: string, scene: Scene): Piece {
  const elements = lookUp(name, scene);
  const list = name === '@' || name === '*' ? elements : elements?.slice(0, 1);
  return { elements: list ?? [hole(`$${name}`)], quoted: false };
}

/** In double quotes only `$@` and `${x[@]}` make several fields. */
function quotedParts(parts: readonly WordPart[], scene: Scene): Piece {
  const only = parts.length === 1 ? parts[0] : undefined;
  const several =
    only !== undefined &&
    ((only.type === 'SimpleExpansion' && only.text === '$@') ||
      (only.type === 'ParameterExpansion' && (only.index?.value === '@' || only.parameter === '@')));
  if (several) return { elements: expandPart(only, false, scene).elements, quoted: true };
  return { elements: [expandParts(parts, scene)], quoted: true };
}

function startsBlank(value: Value | undefined): boolean {
  const first = value?.[0];
  return first?.type === 'text' && /^[ \t\n]/.test(first.text);
}

function endsBlank(value: Value | undefined): boolean {
  const last = value?.at(-1);
  return last?.type === 'text' && /[ \t\n]$/.test(last.text);
}
