// Literals and f-strings in, our tree out.
import type { Argument, At, Expression } from '../program/tree.ts';
import type { ExpressionNode } from './nodes.ts';
import { lower, type Scope } from './scope.ts';

/** What py-ast decodes otherwise than Python: not at all, or to one byte. */
const STRANGE = /(?<!\\)(?:\\\\)*\\(?:N\{|[4-7][0-7]{2})/;
const CONVERSIONS: Readonly<Record<number, string>> = { 97: 'ascii', 114: 'repr' };

export function lowerConstant(node: ExpressionNode<'Constant'>, scope: Scope): Expression {
  const at = scope.at(node);
  const value: unknown = node.value;
  // `...` is a text to py-ast too, one without quotes.
  if (typeof value === 'string' && (node.quote_style !== undefined || value !== '...'))
    return lowerText(value, at, scope, node.quote_style);
  if (typeof value === 'number' || typeof value === 'bigint') return { ...at, type: 'number', value: Number(value) };
  return { ...at, type: 'constant', value: typeof value === 'boolean' ? value : null };
}

function lowerText(text: string, at: At, scope: Scope, quotes = ''): Expression {
  const code = /r/i.test(quotes) ? '' : scope.code(at);
  return STRANGE.test(code) ? { ...at, type: 'name', name: code } : { ...at, type: 'text', text };
}

export function lowerTemplate(node: ExpressionNode<'JoinedStr' | 'TemplateStr'>, scope: Scope): Expression {
  const parts = node.values.map((part) =>
    part.nodeType === 'Constant' ? lowerText(String(part.value), scope.at(part), scope, node.quote_style) : lower(part, scope),
  );
  return { ...scope.at(node), type: 'template', parts };
}

/** `{x!r:>{width}}` is `format(repr(x), f'>{width}')`. */
export function lowerField(node: ExpressionNode<'FormattedValue' | 'Interpolation'>, scope: Scope): Expression {
  const at = scope.at(node);
  const conversion = CONVERSIONS[node.conversion];
  const inner = lower(node.value, scope);
  const value = conversion === undefined ? inner : callOf(conversion, [inner], at);
  return node.format_spec === undefined ? value : callOf('format', [value, lower(node.format_spec, scope)], at);
}

function callOf(name: string, values: readonly Expression[], at: At): Expression {
  const args: Argument[] = values.map((value) => ({ value }));
  return { ...at, type: 'call', callee: { ...at, type: 'name', name }, args };
}
