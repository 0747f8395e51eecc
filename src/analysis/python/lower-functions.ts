// Calls, lambdas and the parameters of functions in, our tree out.
import type { Argument, At, Expression, Parameter } from '../program/tree.ts';
import type { Arguments, ExpressionNode, ExprNode } from './nodes.ts';
import { lower, NO_NAMES, plain, type Scope } from './scope.ts';

export function lowerCall(node: ExpressionNode<'Call'>, scope: Scope): Expression {
  const at = scope.at(node);
  const positional = node.args.map(
    (arg): Argument =>
      arg.nodeType === 'Starred' ? { value: lower(arg.value, scope), spread: true } : { value: lower(arg, scope) },
  );
  const named = node.keywords.map(
    ({ arg, value }): Argument =>
      arg === undefined
        ? { value: lower(value, scope), spread: true, named: true }
        : { value: lower(value, scope), name: plain(arg) },
  );
  const args = isShellLine(node.func) ? joinLine(positional, at) : [...positional, ...named];
  return { ...at, type: 'call', callee: lower(node.func, scope), args };
}

/** What a notebook's `!cmd {x}` was rewritten to: its texts and values are arguments. */
function isShellLine(node: ExprNode): boolean {
  if (node.nodeType !== 'Attribute' || node.value.nodeType !== 'Name') return false;
  return node.value.id === '__ipython__' && node.attr === 'system';
}

function joinLine(args: readonly Argument[], at: At): Argument[] {
  return args.length === 1 ? [...args] : [{ value: { ...at, type: 'template', parts: args.map(({ value }) => value) } }];
}

export function lowerLambda(node: ExpressionNode<'Lambda'>, scope: Scope): Expression {
  const at = scope.at(node);
  const value = lower(node.body, { ...scope, outer: NO_NAMES, inEach: false });
  const parameters = lowerParameters(node.args, scope);
  return { ...at, type: 'function', function: { ...at, parameters, body: [{ ...at, type: 'return', value }], decorators: [] } };
}

export function lowerParameters(node: Arguments, scope: Scope): Parameter[] {
  const positional = [...node.posonlyargs, ...node.args];
  const required = positional.length - node.defaults.length;
  return [
    ...positional.map(({ arg }, at) => parameter(arg, node.defaults[at - required], scope)),
    ...(node.vararg === undefined ? [] : [{ ...parameter(node.vararg.arg, null, scope), rest: true as const }]),
    ...node.kwonlyargs.map(({ arg }, at) => parameter(arg, node.kw_defaults[at], scope)),
    ...(node.kwarg === undefined ? [] : [{ ...parameter(node.kwarg.arg, null, scope), named: true as const }]),
  ];
}

function parameter(name: string, initial: ExprNode | null | undefined, scope: Scope): Parameter {
  const target = { type: 'name', name: plain(name), declares: true } as const;
  return initial ? { target, initial: lower(initial, scope) } : { target };
}
