// Expressions of JavaScript in, those of the common tree out.
import type { Entry, Expression } from '../program/tree.ts';
import { lowerArgument, lowerAssignment, lowerChain, lowerTemplate, lowerUnary, startOf } from './lower-operators.ts';
import { ACCESSOR, cannotLower, constant, keyOf, type Lowering, name, settersFirst, text } from './lowering.ts';
import { type ArrayExpression, type ImportExpression, type Literal, marksOf, type NewExpression, type Node } from './syntax.ts';

/** Chains to the left (`a + b + c`, `a.b().c`) may be thousands of links long: they are followed without recursion. */
export function lowerExpression(node: Node, lower: Lowering): Expression {
  const links: Node[] = [];
  let start = node;
  for (let next = startOf(start); next !== undefined; next = startOf(start)) {
    links.push(start);
    start = next;
  }
  return links.reduceRight((before, link) => lowerChain(link, before, lower), lowerStart(start, lower));
}

function lowerStart(node: Node, lower: Lowering): Expression {
  switch (node.type) {
    case 'Identifier':
      return node.name === 'undefined' && !lower.ownsUndefined ? constant(lower.at(node)) : name(node.name, lower.at(node));
    case 'Literal':
      return lowerLiteral(node, lower);
    case 'ThisExpression':
      return name('this', lower.at(node));
    case 'Super':
      return name('super', lower.at(node));
    case 'PrivateIdentifier':
      return text(`#${node.name}`, lower.at(node));
    case 'MetaProperty':
      return node.meta.name === 'import' ? name('import.meta', lower.at(node)) : constant(lower.at(node));
    case 'TemplateLiteral':
      return lowerTemplate(node, lower);
    case 'ArrayExpression':
      return lowerArray(node, lower);
    case 'ObjectExpression':
      return {
        ...lower.at(node),
        type: 'object',
        entries: settersFirst(node.properties).map((property) => lowerEntry(property, lower)),
      };
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression':
      return { ...lower.at(node), type: 'function', function: lower.function(node) };
    case 'ClassExpression':
    case 'ClassDeclaration':
      return { ...lower.at(node), type: 'class', class: lower.class(node) };
    default:
      return lowerOperation(node, lower);
  }
}

function lowerOperation(node: Node, lower: Lowering): Expression {
  switch (node.type) {
    case 'UnaryExpression':
      return lowerUnary(node.operator, node.argument, lower.at(node), lower);
    case 'UpdateExpression':
      return { ...lower.at(node), type: 'all', parts: [lower.expression(node.argument)] };
    case 'AssignmentExpression':
      return { ...lower.at(node), type: 'assign', ...lowerAssignment(node, lower) };
    case 'ConditionalExpression':
      return {
        ...lower.at(node),
        type: 'choice',
        test: lower.expression(node.test),
        ways: [lower.expression(node.consequent), lower.expression(node.alternate)],
      };
    case 'SequenceExpression':
      return { ...lower.at(node), type: 'sequence', parts: node.expressions.map((part) => lower.expression(part)) };
    case 'NewExpression':
      return lowerNew(node, lower);
    case 'ImportExpression':
      return lowerImport(node, lower);
    case 'YieldExpression':
      if (!node.argument) return { ...lower.at(node), type: 'yield' };
      return {
        ...lower.at(node),
        type: 'yield',
        value: lower.expression(node.argument),
        ...(node.delegate ? { spread: true } : {}),
      };
    case 'AwaitExpression':
      return lower.expression(node.argument);
    default:
      throw cannotLower(node);
  }
}

function lowerLiteral(node: Literal, lower: Lowering): Expression {
  const { value } = node;
  if (typeof value === 'string') return text(value, lower.at(node));
  if (typeof value === 'number' || typeof value === 'bigint') return { ...lower.at(node), type: 'number', value: Number(value) };
  return constant(lower.at(node), typeof value === 'boolean' ? value : null);
}

function lowerImport(node: ImportExpression, lower: Lowering): Expression {
  const options = marksOf(node).arguments ?? (node.options ? [node.options] : []);
  const args = [node.source, ...options].map((argument) => lowerArgument(argument, lower));
  return { ...lower.at(node), type: 'call', callee: name('import', lower.at(node)), args };
}

function lowerNew(node: NewExpression, lower: Lowering): Expression {
  const callee = lower.expression(node.callee);
  const args = node.arguments.map((argument) => lowerArgument(argument, lower));
  return { ...lower.at(node), type: 'call', callee, args, creates: true };
}

/** A hole in an array has no node: it stands where the array stands. */
function lowerArray(node: ArrayExpression, lower: Lowering): Expression {
  const at = lower.at(node);
  const items = node.elements.map((item) => (item === null ? { value: constant(at) } : lowerArgument(item, lower)));
  return { ...at, type: 'list', items };
}

function lowerEntry(node: Node, lower: Lowering): Entry {
  if (node.type === 'SpreadElement') return { value: lower.expression(node.argument) };
  if (node.type !== 'Property') throw cannotLower(node);
  const key = keyOf(node.key, node.computed, lower);
  const value = lower.expression(node.value);
  if (node.kind === 'init') return { key, value };
  const at = lower.at(node);
  // What a getter gives is what is found there; who calls a setter with what, nobody knows.
  if (node.kind === 'get') return { key, value: { ...at, type: 'call', callee: value, args: [] } };
  return { key, value: { ...at, type: 'call', callee: name(ACCESSOR, at), args: [{ value }] } };
}
