// What is assigned to or taken as a parameter in, targets out.
import type { Expression, Parameter, Target } from '../program/tree.ts';
import { cannotLower, keyOf, type Lowering } from './lowering.ts';
import type { Node } from './syntax.ts';

type WithInitial = { readonly target: Target; readonly initial?: Expression };

export function lowerTarget(node: Node, declares: boolean, lower: Lowering): Target {
  switch (node.type) {
    case 'Identifier':
      if (declares) lower.declares(node.name);
      return { type: 'name', name: node.name, declares };
    case 'MemberExpression':
      return { type: 'member', of: lower.expression(node.object), key: keyOf(node.property, node.computed, lower) };
    case 'ArrayPattern':
      return { type: 'list', items: node.elements.map((element) => lowerItem(element, declares, lower)) };
    case 'ObjectPattern':
      return { type: 'object', entries: node.properties.map((property) => lowerEntry(property, declares, lower)) };
    case 'AssignmentPattern':
      return lowerTarget(node.left, declares, lower);
    case 'TSParameterProperty':
      return lowerTarget(node.parameter, declares, lower);
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'TSTypeCastExpression':
      return lowerTarget(node.expression, declares, lower);
    default:
      throw cannotLower(node);
  }
}

/** What `let`, `const` or `var` stands before. A `var` in a block is one of the function around it. */
export function lowerDeclared(kind: string, node: Node, lower: Lowering): Target {
  if (kind !== 'var' || !lower.inBlock()) return lowerTarget(node, true, lower);
  const target = lowerTarget(node, false, lower);
  for (const name of namesIn(target)) lower.hoist(name, lower.at(node));
  return target;
}

export function lowerParameter(node: Node, lower: Lowering): Parameter {
  if (node.type === 'TSParameterProperty') return lowerParameter(node.parameter, lower);
  if (node.type === 'RestElement') return { target: lowerTarget(node.argument, true, lower), rest: true };
  return withInitial(node, true, lower);
}

/** The names that a target makes. */
export function namesIn(target: Target): string[] {
  if (target.type === 'name') return [target.name];
  if (target.type === 'list') return target.items.flatMap((item) => namesIn(item.target));
  return target.type === 'object' ? target.entries.flatMap((entry) => namesIn(entry.target)) : [];
}

function lowerItem(node: Node | null, declares: boolean, lower: Lowering): WithInitial & { readonly rest?: true } {
  if (node === null) return { target: { type: 'nothing' } };
  if (node.type === 'RestElement') return { target: lowerTarget(node.argument, declares, lower), rest: true };
  return withInitial(node, declares, lower);
}

function lowerEntry(node: Node, declares: boolean, lower: Lowering): WithInitial & { readonly key?: Expression } {
  if (node.type === 'RestElement') return { target: lowerTarget(node.argument, declares, lower) };
  if (node.type !== 'Property') throw cannotLower(node);
  return { key: keyOf(node.key, node.computed, lower), ...withInitial(node.value, declares, lower) };
}

function withInitial(node: Node, declares: boolean, lower: Lowering): WithInitial {
  const target = lowerTarget(node, declares, lower);
  return node.type === 'AssignmentPattern' ? { target, initial: lower.expression(node.right) } : { target };
}
