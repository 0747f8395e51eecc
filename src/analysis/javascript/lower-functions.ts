// Functions and classes in, those of the common tree out.
import type { ClassNode, Expression, FunctionNode, Parameter, Statement } from '../program/tree.ts';
import { lowerParameter, namesIn } from './lower-patterns.ts';
import {
  ACCESSOR,
  cannotLower,
  constant,
  declaration,
  decoratorsOf,
  keyOf,
  type Lowering,
  name,
  settersFirst,
  text,
} from './lowering.ts';
import {
  type ClassLike,
  type FunctionLike,
  type MethodDefinition,
  marksOf,
  type Node,
  type PropertyDefinition,
} from './syntax.ts';

export function lowerFunction(node: FunctionLike, lower: Lowering, decorators: readonly Expression[] = []): FunctionNode {
  // TypeScript's `this` parameter is a type, and no parameter.
  const nodes = node.params.filter((param) => param.type !== 'Identifier' || param.name !== 'this');
  const parameters = nodes.map((param) => lowerParameter(param, lower));
  const ofParameters = nodes.flatMap((param) => decoratorsOf(parameterIn(param), lower));
  const known = ['arguments', ...parameters.flatMap(({ target }) => namesIn(target))];
  if (node.id) lower.declares(node.id.name);
  return {
    ...lower.at(node),
    ...(node.id ? { name: node.id.name } : {}),
    parameters,
    body: [...kept(nodes, parameters, lower), ...lower.scope(known, () => lowerBody(node.body, lower))],
    decorators: [...decorators, ...ofParameters],
  };
}

export function lowerClass(node: ClassLike, lower: Lowering): ClassNode {
  if (node.id) lower.declares(node.id.name);
  return {
    ...lower.at(node),
    ...(node.id ? { name: node.id.name } : {}),
    bases: node.superClass ? [lower.expression(node.superClass)] : [],
    body: settersFirst(node.body.body).flatMap((part) => lowerMember(part, lower)),
    decorators: decoratorsOf(node, lower),
  };
}

function lowerBody(body: Node, lower: Lowering): Statement[] {
  if (body.type === 'BlockStatement') return lower.statements(body.body);
  return [{ ...lower.at(body), type: 'return', value: lower.expression(body) }];
}

/** `constructor(private x)` keeps x: `this.x = x`. */
function kept(nodes: readonly Node[], parameters: readonly Parameter[], lower: Lowering): Statement[] {
  return nodes.flatMap((node, index) => {
    const target = parameters[index]?.target;
    if (node.type !== 'TSParameterProperty' || target?.type !== 'name') return [];
    const at = lower.at(node);
    const targets = [{ type: 'member', of: name('this', at), key: text(target.name, at) }] as const;
    return [{ ...at, type: 'assign', targets, value: name(target.name, at) }];
  });
}

function parameterIn(node: Node): Node {
  return node.type === 'TSParameterProperty' ? node.parameter : node;
}

function lowerMember(node: Node, lower: Lowering): Statement[] {
  switch (node.type) {
    case 'MethodDefinition':
      return lowerMethod(node, lower);
    case 'PropertyDefinition':
      return lowerField(node, lower);
    case 'StaticBlock':
      return [{ ...lower.at(node), type: 'block', body: lower.scope([], () => lower.statements(node.body)) }];
    case 'TSIndexSignature':
      return [];
    default:
      throw cannotLower(node);
  }
}

function lowerMethod(node: MethodDefinition, lower: Lowering): Statement[] {
  if (isDeclaredOnly(node.value)) return [];
  const at = lower.at(node);
  const accessor = node.kind === 'get' || node.kind === 'set' ? [name(ACCESSOR, at)] : [];
  const made = lower.function(node.value, [...decoratorsOf(node, lower), ...accessor]);
  const key = keyOf(node.key, node.computed, lower);
  if (key.type !== 'text') return [onThis(key, { ...at, type: 'function', function: made })];
  return [{ ...at, type: 'function', name: node.kind === 'constructor' ? '__init__' : key.text, function: made }];
}

function lowerField(node: PropertyDefinition, lower: Lowering): Statement[] {
  const { declare, abstract } = marksOf(node);
  if (declare === true || abstract === true) return [];
  const at = lower.at(node);
  const key = keyOf(node.key, node.computed, lower);
  const value = node.value ? lower.expression(node.value) : constant(at);
  const field = key.type === 'text' ? declaration(key.text, value, at) : onThis(key, value);
  return [...decoratorsOf(node, lower).map(called), field];
}

/** A key that is not known by now: `[Symbol.iterator]() {}`. */
function onThis(key: Expression, value: Expression): Statement {
  const { line, start, end } = value;
  const target = { type: 'member', of: name('this', { line, start, end }), key } as const;
  return { line, start, end, type: 'assign', targets: [target], value };
}

function called(decorator: Expression): Statement {
  const { line, start, end } = decorator;
  const value: Expression = { line, start, end, type: 'call', callee: decorator, args: [] };
  return { line, start, end, type: 'expression', value };
}

function isDeclaredOnly(value: Node): boolean {
  return value.type === 'TSDeclareMethod';
}
