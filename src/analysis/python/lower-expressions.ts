// The parser's expressions in, our tree out: which kind is lowered where.
import type { At, Entry, Expression, Item } from '../program/tree.ts';
import { lowerCall, lowerLambda } from './lower-functions.ts';
import { lowerEach, lowerKey, lowerWalrus } from './lower-targets.ts';
import { lowerConstant, lowerField, lowerTemplate } from './lower-texts.ts';
import { type ExpressionNode, type ExprNode, nodeTypeOf } from './nodes.ts';
import { lower, lowerOptional, plain, type Scope } from './scope.ts';

/** Those that make texts, numbers and paths. */
const SIGNS: Readonly<Record<string, string>> = {
  Add: '+',
  Sub: '-',
  Mult: '*',
  Div: '/',
  FloorDiv: '//',
  Mod: '%',
  BitOr: '|',
};

export function lowerExpression(node: ExprNode, scope: Scope): Expression {
  switch (node.nodeType) {
    case 'Constant':
      return lowerConstant(node, scope);
    case 'Name':
      return { ...scope.at(node), type: 'name', name: plain(node.id) };
    case 'Attribute':
    case 'Subscript':
      return lowerMember(node, scope);
    case 'Call':
      return lowerCall(node, scope);
    case 'JoinedStr':
    case 'TemplateStr':
      return lowerTemplate(node, scope);
    case 'FormattedValue':
    case 'Interpolation':
      return lowerField(node, scope);
    case 'BinOp':
      return lowerOperation(node, scope);
    case 'UnaryOp':
      return lowerUnary(node, scope);
    case 'Compare':
      return { ...scope.at(node), type: 'all', parts: lowerAll([node.left, ...node.comparators], scope) };
    case 'BoolOp':
      return { ...scope.at(node), type: 'choice', ways: lowerAll(node.values, scope) };
    case 'IfExp':
      return {
        ...scope.at(node),
        type: 'choice',
        test: lower(node.test, scope),
        ways: lowerAll([node.body, node.orelse], scope),
      };
    case 'List':
    case 'Tuple':
    case 'Set':
      return { ...scope.at(node), type: 'list', items: node.elts.map((item) => lowerItem(item, scope)) };
    case 'Starred':
      return { ...scope.at(node), type: 'list', items: [lowerItem(node, scope)] };
    case 'Dict':
      return { ...scope.at(node), type: 'object', entries: node.values.map((value, at) => entry(node.keys[at], value, scope)) };
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
    case 'DictComp':
      return lowerEach(node, scope);
    case 'Lambda':
      return lowerLambda(node, scope);
    case 'NamedExpr':
      return lowerWalrus(node, scope);
    case 'Await':
      return lower(node.value, scope);
    case 'YieldFrom':
      return { ...scope.at(node), type: 'yield', value: lower(node.value, scope), spread: true };
    case 'Yield':
      return { ...scope.at(node), type: 'yield', ...lowerOptional('value', node.value, scope) };
    case 'Slice':
      return { ...scope.at(node), type: 'all', parts: lowerAll([node.lower, node.upper, node.step], scope) };
    default:
      throw new Error(`an expression that nobody knows: ${nodeTypeOf(node)}`);
  }
}

function lowerAll(nodes: readonly (ExprNode | undefined)[], scope: Scope): Expression[] {
  return nodes.flatMap((node) => (node === undefined ? [] : lower(node, scope)));
}

export function operation(operator: string, left: Expression, right: Expression, at: At): Expression {
  const sign = SIGNS[operator];
  if (sign === undefined) return { ...at, type: 'all', parts: [left, right] };
  return { ...at, type: 'binary', operator: sign, left, right };
}

function lowerUnary(node: ExpressionNode<'UnaryOp'>, scope: Scope): Expression {
  const at = scope.at(node);
  const inner = lower(node.operand, scope);
  if (inner.type === 'number' && node.op.nodeType === 'USub') return { ...at, type: 'number', value: -inner.value };
  if (inner.type === 'number' && node.op.nodeType === 'UAdd') return inner;
  if (node.op.nodeType === 'USub')
    return { ...at, type: 'binary', operator: '-', left: { ...at, type: 'number', value: 0 }, right: inner };
  return { ...at, type: 'all', parts: [inner] };
}

/** Chains to the left (`a + b + c`) may be thousands of links long: they are followed without recursion. */
function lowerOperation(node: ExpressionNode<'BinOp'>, scope: Scope): Expression {
  const links = [node];
  let start = node.left;
  for (; start.nodeType === 'BinOp'; start = start.left) links.push(start);
  return links.reduceRight(
    (left, link) => operation(link.op.nodeType, left, lower(link.right, scope), scope.at(link)),
    lower(start, scope),
  );
}

function lowerMember(node: ExpressionNode<'Attribute' | 'Subscript'>, scope: Scope): Expression {
  const at = scope.at(node);
  const of = lower(node.value, scope);
  if (node.nodeType === 'Attribute' || node.slice.nodeType !== 'Slice')
    return { ...at, type: 'member', of, key: lowerKey(node, scope) };
  const { lower: from, upper, step } = node.slice;
  const ends = {
    ...lowerOptional('from', from, scope),
    ...lowerOptional('to', upper, scope),
    ...lowerOptional('step', step, scope),
  };
  return { ...at, type: 'slice', of, ...ends };
}

function lowerItem(node: ExprNode, scope: Scope): Item {
  return node.nodeType === 'Starred' ? { value: lower(node.value, scope), spread: true } : { value: lower(node, scope) };
}

function entry(key: ExprNode | null | undefined, value: ExprNode, scope: Scope): Entry {
  return key ? { key: lower(key, scope), value: lower(value, scope) } : { value: lower(value, scope) };
}
