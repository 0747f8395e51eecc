// Patterns with places in them and what goes there in; the text that they make out.
import { hole, join, taintOf, text, textOf, type Value } from '../value.ts';
import { type Thing, taintOfThing, toText } from './thing.ts';

/** `'%s-%d' % (a, b)`, `'%(name)s' % {…}`. */
export function formatPercent(pattern: Value, given: Thing): Value {
  const literal = textOf(pattern);
  if (literal === undefined) return hole('(formatted)', { ...taintOf(pattern), ...taintOfThing(given) });
  const values = given.type === 'list' ? given.items : [given];
  let next = 0;
  return join(
    literal.split(/(%(?:\(\w+\))?[-#0 +]*[\d*]*(?:\.\d+)?[a-zA-Z%])/).map((piece, at) => {
      if (at % 2 === 0) return text(piece);
      if (piece === '%%') return text('%');
      const name = /\((\w+)\)/.exec(piece)?.[1];
      if (name !== undefined) return memberValue(given, name);
      const thing = values[next++];
      if (thing === undefined) return hole('(formatted)');
      return /[sr]$/.test(piece) ? toText(thing) : number(thing, piece);
    }),
  );
}

/** `'{}-{0}-{name}'.format(…)`. */
export function formatBraces(pattern: Value, args: readonly Thing[], named: ReadonlyMap<string, Thing>): Value {
  let next = 0;
  return join(
    pattern.flatMap((part) => {
      if (part.type !== 'text') return [[part]];
      return part.text.split(/(\{\{|\}\}|\{[^{}]*\})/).map((piece, at) => {
        if (at % 2 === 0) return text(piece);
        if (piece === '{{' || piece === '}}') return text(piece[0] ?? '');
        const field = /^\{([\w-]*)/.exec(piece)?.[1] ?? '';
        const thing = field === '' ? args[next++] : /^\d+$/.test(field) ? args[Number(field)] : named.get(field);
        if (thing === undefined) return hole(piece);
        const whole = /^\{[\w-]*(?:![sr])?\}$/.test(piece);
        return whole
          ? toText(thing)
          : /:[^}]*[dfxobeg%]\}$/.test(piece)
            ? number(thing, piece)
            : hole(piece, taintOfThing(thing));
      });
    }),
  );
}

function number(thing: Thing, shown: string): Value {
  return thing.type === 'number' && thing.value !== undefined && /^(?:%[di]|\{\w*:?d?\})$/.test(shown)
    ? text(String(thing.value))
    : hole(shown, {}, 'word');
}

function memberValue(given: Thing, name: string): Value {
  const thing = given.type === 'object' ? (given.entries.get(name) ?? given.rest) : undefined;
  return thing === undefined ? hole(name, taintOfThing(given)) : toText(thing);
}
