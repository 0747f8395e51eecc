// awk: what its program runs and writes, and what it prints of text that is known.
import { hole, join, show, taintOf, text, textOf, type Value } from '../value.ts';
import { type Token, tokensOf, usesOf } from './awk-program.ts';
import type { Call, Specs } from './spec.ts';

export const AWK: Specs = {
  'awk gawk mawk nawk': { values: 'F f v field-separator file assign e source i include l load', does: awk },
};

/** What is piped into these stays where it is. */
const TAKES_TEXT = /^\s*(?:(?:LC_ALL=\w+\s+)?(?:sort|cat|uniq|column|head|tail|wc)\b[^";|&$`<>]*|cat\s+1>&2)$/;

type Names = ReadonlyMap<string, Value>;

function awk(call: Call): Value {
  const { options, operands, stdin, touch, read } = call;
  const stored = options.all('f file').map((file) => (show(file) === '-' ? stdin : read(file)));
  if (stored.some((script) => textOf(script) === undefined)) call.report('execute', 'runs an awk program');
  const given = options.all('e source');
  const own = stored.length + given.length === 0 ? operands.slice(0, 1) : [];
  const program = [...stored, ...given, ...own].map(show).join('\n');
  const files = own.length > 0 ? operands.slice(1) : operands;
  const tokens = tokensOf(program);
  if (tokens === undefined) call.report('opaque', 'cannot tell: the awk program is too long');
  const names = namesOf(tokens ?? [], call);
  for (const { does, expression, printed } of usesOf(tokens ?? [])) {
    const value = evaluate(expression, names);
    if (does === 'write') {
      if (!/^\/dev\/(?:stderr|stdout|null)$/.test(show(value)))
        touch('overwrite', value, { content: printed?.length ? evaluate(printed, names) : hole('$0'), append: true });
    } else if (show(value).startsWith('/inet')) call.report('network', `connects to ${show(value)}`);
    else if (!TAKES_TEXT.test(textOf(value) ?? '|'))
      tellRun(value, printed?.length === 0 ? hole('$0') : evaluate(printed ?? [], names), call);
  }
  if (options.has('l load') || /@load\b/.test(program)) call.report('opaque', 'cannot tell: awk loads a library');
  const changes = options.all('i include').some((value) => show(value) === 'inplace');
  const inputs = files.filter((file) => !/^\w+=/.test(show(file)));
  for (const file of inputs) touch(changes ? 'overwrite' : 'read', file);
  const content = inputs.length === 0 ? stdin : join(inputs.map(read));
  const printed = own.length === 1 && textOf(own[0] ?? []) !== undefined ? print(program, content, names, call) : undefined;
  if (printed !== undefined) return text(printed);
  return hole(inputs.length === 0 ? '(changed text)' : '$(awk)', taintOf(content));
}

/** What it runs may be text, or text beside what is known only later. */
function tellRun(value: Value, input: Value, call: Call): void {
  if (value.length === 0 || value.every((part) => part.type === 'hole'))
    call.report('opaque', 'cannot tell: awk runs other commands');
  else call.code('bash', value, 'awk system', { ...call.scene, stdin: input });
}

/** Variables that hold one text all the time. */
function namesOf(tokens: readonly Token[], call: Call): Names {
  const names = new Map<string, Value>();
  for (const assigned of call.options.all('v assign')) {
    const [first, ...rest] = assigned;
    const head = /^(\w+)=/.exec(first?.text ?? '');
    if (head?.[1] !== undefined) names.set(head[1], [...text((first?.text ?? '').slice(head[0].length)), ...rest]);
  }
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'name' || tokens[at + 1]?.text !== '=' || tokens[at + 2]?.text === '=') continue;
    const end = tokens.findIndex((one, index) => index > at && one.type === 'sign' && /^[;{}]$/.test(one.text));
    const value = evaluate(tokens.slice(at + 2, end === -1 ? undefined : end), names);
    names.set(token.text, names.has(token.text) ? hole(token.text) : value);
  }
  names.set('HOME', text(call.scene.machine.place.home));
  return names;
}

/** Texts and variables one after the other; whatever else stands there is a hole. */
function evaluate(tokens: readonly Token[], names: Names, fields?: readonly string[]): Value {
  const parts: Value[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.type === 'text' || token.type === 'number') parts.push(text(token.text));
    else if (token.text === 'ENVIRON' && tokens[at + 1]?.text === '[') {
      parts.push(names.get(tokens[at + 2]?.text ?? '') ?? hole(`$${tokens[at + 2]?.text ?? ''}`));
      at += 3;
    } else if (token.type === 'field' && fields !== undefined) {
      const which =
        token.text === '$NF' ? fields.length - 1 : /^\$\d+$/.test(token.text) ? Number(token.text.slice(1)) : undefined;
      parts.push(which === undefined ? hole(token.text) : text(fields[which] ?? ''));
    } else if (token.type === 'name' && tokens[at + 1]?.text !== '(') parts.push(names.get(token.text) ?? hole(token.text));
    else if (token.type === 'sign' && /^[()]$/.test(token.text)) continue;
    else parts.push(hole(token.text));
  }
  return join(parts);
}

const MAX_LINES = 200;

/** `{print $2, "x" $1}` over literal lines. */
function print(program: string, content: Value, names: Names, { options }: Call): string | undefined {
  const literal = textOf(content);
  const inner = /^\s*(?:BEGIN\s*)?\{\s*print\b([^{};|>]*);?\s*\}\s*$/.exec(program);
  const begins = /^\s*BEGIN/.test(program);
  if (inner === null || literal === undefined || (literal === '' && !begins)) return undefined;
  const lines = begins ? [''] : literal.replace(/\n$/, '').split('\n');
  const separator = options.all('F field-separator').map(textOf).at(-1);
  if (lines.length > MAX_LINES || (separator !== undefined && separator.length > 1)) return undefined;
  const groups: Token[][] = [[]];
  for (const token of tokensOf(inner[1] ?? '') ?? []) {
    if (token.type === 'sign' && token.text === ',') groups.push([]);
    else groups.at(-1)?.push(token);
  }
  const output = lines.map((line) => {
    const fields = [line, ...(separator === undefined || separator === ' ' ? line.trim().split(/\s+/) : line.split(separator))];
    const shown = groups.map((group) => (group.length === 0 ? text(line) : evaluate(group, names, fields)));
    return join(shown.flatMap((value, at) => (at === 0 ? [value] : [text(' '), value])));
  });
  return textOf(join(output.flatMap((line) => [line, text('\n')])));
}
