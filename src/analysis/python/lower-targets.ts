// What is assigned to, and what assigns within an expression, in; our tree out.
import type { Clause, Expression, Target } from '../program/tree.ts';
import { type Comprehension, type ExpressionNode, type ExprNode, nodeTypeOf } from './nodes.ts';
import { lower, NO_NAMES, nameTarget, plain, type Scope } from './scope.ts';

export function lowerTarget(node: ExprNode, scope: Scope): Target {
  switch (node.nodeType) {
    case 'Name':
      return nameTarget(node.id, scope);
    case 'Attribute':
    case 'Subscript':
      return { type: 'member', of: lower(node.value, scope), key: lowerKey(node, scope) };
    case 'List':
    case 'Tuple':
      return { type: 'list', items: node.elts.map((item) => lowerTargetItem(item, scope)) };
    case 'Starred':
      return lowerTarget(node.value, scope);
    default:
      throw new Error(`nothing can be assigned to: ${nodeTypeOf(node)}`);
  }
}

function lowerTargetItem(node: ExprNode, scope: Scope): { readonly target: Target; readonly rest?: true } {
  const target = lowerTarget(node, scope);
  return node.nodeType === 'Starred' ? { target, rest: true } : { target };
}

export function lowerKey(node: ExpressionNode<'Attribute' | 'Subscript'>, scope: Scope): Expression {
  if (node.nodeType === 'Subscript') return lower(node.slice, scope);
  return { ...scope.at(node), type: 'text', text: plain(node.attr) };
}

export function lowerWalrus(node: ExpressionNode<'NamedExpr'>, scope: Scope): Expression {
  const target = lowerTarget(node.target, scope);
  const inner: Target = target.type === 'name' && scope.inEach ? { ...target, declares: false } : target;
  return { ...scope.at(node), type: 'assign', target: inner, value: lower(node.value, scope) };
}

type Each = ExpressionNode<'ListComp' | 'SetComp' | 'GeneratorExp' | 'DictComp'>;

export function lowerEach(node: Each, scope: Scope): Expression {
  const at = scope.at(node);
  const inner: Scope = { ...scope, inEach: true };
  const clauses = node.generators.map((clause) => lowerClause(clause, inner));
  if (node.nodeType !== 'DictComp') return { ...at, type: 'each', clauses, element: lower(node.elt, inner) };
  const items = [node.key, node.value].map((part) => ({ value: lower(part, inner) }));
  return { ...at, type: 'each', clauses, element: { ...at, type: 'list', items } };
}

function lowerClause(node: Comprehension, scope: Scope): Clause {
  return {
    target: lowerTarget(node.target, { ...scope, outer: NO_NAMES }),
    iterable: lower(node.iter, scope),
    tests: node.ifs.map((test) => lower(test, scope)),
  };
}
