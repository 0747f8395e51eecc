// TypeScript's enums and namespaces in, statements of the common tree out.
import type { At, Entry, Expression, Statement } from '../program/tree.ts';
import { constant, declaration, keyOf, type Lowering, name, text } from './lowering.ts';
import { type Enum, marksOf, type Namespace, type Node } from './syntax.ts';

/** An enum is an object: names to values, and numbers back to names. */
export function lowerEnum(node: Enum, lower: Lowering): Statement[] {
  if (marksOf(node).declare === true) return [];
  const entries: Entry[] = [];
  let next: number | undefined = 0;
  for (const part of node.members) {
    const at = lower.at(part);
    const key = keyOf(part.id, false, lower);
    const value: Expression = part.initializer ? lower.expression(part.initializer) : counted(next, at);
    entries.push({ key, value });
    if (value.type === 'number') entries.push({ key: text(String(value.value), at), value: key });
    next = value.type === 'number' ? value.value + 1 : undefined;
  }
  const at = lower.at(node);
  lower.declares(node.id.name);
  return [declaration(node.id.name, { ...at, type: 'object', entries }, at)];
}

/** A namespace is a block; what it exports is afterwards found in an object of its name. */
export function lowerNamespace(node: Namespace, lower: Lowering): Statement[] {
  const { id, body } = node;
  const { declare, global } = marksOf(node);
  if (declare === true || id.type !== 'Identifier' || body === undefined) return [];
  const at = lower.at(node);
  const nodes = body.type === 'TSModuleBlock' ? body.body : [body];
  const entries = nodes.flatMap(exportedBy).map((key) => ({ key: text(key, at), value: name(key, at) }));
  const made = global === true ? [] : [declaration(id.name, { ...at, type: 'object', entries }, at, false)];
  return [{ ...at, type: 'block', body: [...lower.scope([], () => lower.statements(nodes)), ...made] }];
}

/** In `namespace A.B {}` A exports B without saying so. */
function exportedBy(node: Node): string[] {
  const declared: Node | null | undefined = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
  if (!declared || (declared === node && node.type !== 'TSModuleDeclaration')) return [];
  if (declared.type === 'VariableDeclaration') return declared.declarations.flatMap((declarator) => idOf(declarator));
  return isType(declared) ? [] : idOf(declared);
}

function isType(node: Node): boolean {
  return node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration';
}

function idOf(node: Node): string[] {
  return 'id' in node && node.id?.type === 'Identifier' ? [node.id.name] : [];
}

function counted(value: number | undefined, at: At): Expression {
  return value === undefined ? constant(at) : { ...at, type: 'number', value };
}
