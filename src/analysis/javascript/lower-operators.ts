// What joins expressions in: operators, members, calls, templates; expressions of the common tree out.
import type { Argument, At, Expression, Target } from '../program/tree.ts';
import { constant, keyOf, type Lowering, member, name, text } from './lowering.ts';
import type { AssignmentExpression, Node, TemplateLiteral } from './syntax.ts';

/** What texts, numbers and paths are made of. All other operators give truth values or numbers that nobody reads. */
const MAKES = new Set(['+', '-', '*', '/', '%', '|']);

/** What stands on the left of a link in a chain; undefined for what is no such link. */
export function startOf(node: Node): Node | undefined {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return node.left;
    case 'MemberExpression':
      return node.object;
    case 'CallExpression':
      return node.callee;
    case 'TaggedTemplateExpression':
      return node.tag;
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
    case 'TSTypeCastExpression':
      return node.expression;
    default:
      return undefined;
  }
}

/** One link, what is left of it lowered already. */
export function lowerChain(node: Node, before: Expression, lower: Lowering): Expression {
  switch (node.type) {
    case 'BinaryExpression':
      return lowerBinary(node.operator, before, lower.expression(node.right), lower.at(node));
    case 'LogicalExpression':
      return { ...lower.at(node), type: 'choice', ways: [before, lower.expression(node.right)] };
    case 'MemberExpression':
      return member(before, keyOf(node.property, node.computed, lower), lower.at(node));
    case 'CallExpression': {
      const args = node.arguments.map((argument) => lowerArgument(argument, lower));
      return { ...lower.at(node), type: 'call', callee: before, args };
    }
    case 'TaggedTemplateExpression': {
      const args = [{ value: lowerTemplate(node.quasi, lower, true) }];
      return { ...lower.at(node), type: 'call', callee: before, args, tagged: true };
    }
    default:
      return before;
  }
}

export function lowerArgument(node: Node, lower: Lowering): Argument {
  if (node.type === 'SpreadElement') return { value: lower.expression(node.argument), spread: true };
  return { value: lower.expression(node) };
}

/** A tag gets empty texts too, so that texts and values alternate. */
export function lowerTemplate(node: TemplateLiteral, lower: Lowering, tagged = false): Expression {
  const parts: Expression[] = [];
  for (const [index, quasi] of node.quasis.entries()) {
    const value = quasi.value.cooked ?? quasi.value.raw;
    if (value !== '' || tagged) parts.push(text(value, lower.at(quasi)));
    const expression = node.expressions[index];
    if (expression !== undefined) parts.push(lower.expression(expression));
  }
  return { ...lower.at(node), type: 'template', parts };
}

export function lowerUnary(operator: string, argument: Node, at: At, lower: Lowering): Expression {
  const value = lower.expression(argument);
  if (operator === '-' && value.type === 'number') return { ...at, type: 'number', value: -value.value };
  if (operator === '-') return { ...at, type: 'binary', operator, left: { ...at, type: 'number', value: 0 }, right: value };
  return { ...at, type: 'all', parts: [value] };
}

export interface Assignment {
  readonly target: Target;
  readonly value: Expression;
  readonly appends?: true;
}

/** `a ??= b` is `a = a ?? b`: what was there may stay. */
export function lowerAssignment(node: AssignmentExpression, lower: Lowering): Assignment {
  const target = lower.target(node.left, false);
  const right = lower.expression(node.right);
  if (node.operator === '=') return { target, value: right };
  if (node.operator === '+=') return { target, value: right, appends: true };
  const operator = node.operator.slice(0, -1);
  const left = readAgain(target, lower.at(node.left));
  if (operator !== '??' && operator !== '||' && operator !== '&&') {
    return { target, value: lowerBinary(operator, left, right, lower.at(node)) };
  }
  return { target, value: { ...lower.at(node), type: 'choice', ways: [left, right] } };
}

/** Not lowered a second time: that would double at each level. */
function readAgain(target: Target, at: At): Expression {
  if (target.type === 'member') return member(target.of, target.key, at);
  return target.type === 'name' ? name(target.name, at) : constant(at);
}

function lowerBinary(operator: string, left: Expression, right: Expression, at: At): Expression {
  if (MAKES.has(operator)) return { ...at, type: 'binary', operator, left, right };
  return { ...at, type: 'all', parts: [left, right] };
}
