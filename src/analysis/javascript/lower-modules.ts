// Imports and exports of JavaScript and TypeScript in, statements of the common tree out.
import type { At, Expression, Statement } from '../program/tree.ts';
import { declaration, type Lowering, member, name, text } from './lowering.ts';
import {
  type ExportDefaultDeclaration,
  type ExportNamedDeclaration,
  type Identifier,
  type ImportDeclaration,
  type ImportEquals,
  type Literal,
  marksOf,
  type Node,
} from './syntax.ts';

export function lowerImport(node: ImportDeclaration, lower: Lowering): Statement[] {
  if (marksOf(node).importKind === 'type') return [];
  const values = node.specifiers.filter((specifier) => marksOf(specifier).importKind !== 'type');
  if (values.length === 0) return [imported(node.source, lower.at(node))];
  return values.map((specifier) => {
    lower.declares(specifier.local.name);
    return imported(node.source, lower.at(specifier), importedName(specifier), specifier.local.name);
  });
}

export function lowerExport(node: ExportNamedDeclaration, lower: Lowering): Statement[] {
  if (node.declaration) return lower.statement(node.declaration);
  return node.source ? lowerReexport(node.source, node, lower) : [];
}

/** What another module gives on is not named here; that module runs all the same. */
export function lowerReexport(source: Literal, node: Node, lower: Lowering): Statement[] {
  return marksOf(node).exportKind === 'type' ? [] : [imported(source, lower.at(node))];
}

export function lowerDefault({ declaration: node }: ExportDefaultDeclaration, lower: Lowering): Statement[] {
  const named = (node.type !== 'FunctionDeclaration' && node.type !== 'ClassDeclaration') || node.id;
  return named ? lower.statement(node) : [{ ...lower.at(node), type: 'expression', value: lower.expression(node) }];
}

/** `import x = require('m')`, `import x = A.B`. */
export function lowerImportEquals(node: ImportEquals, lower: Lowering): Statement[] {
  if (marksOf(node).importKind === 'type') return [];
  const { id, moduleReference: to } = node;
  lower.declares(id.name);
  if (to.type === 'TSExternalModuleReference') return [imported(to.expression, lower.at(node), undefined, id.name)];
  return [declaration(id.name, entity(to, lower), lower.at(node))];
}

function entity(node: Exclude<ImportEquals['moduleReference'], { expression: Literal }>, lower: Lowering): Expression {
  const at = lower.at(node);
  if (node.type === 'Identifier') return name(node.name, at);
  return member(entity(node.left, lower), text(node.right.name, lower.at(node.right)), at);
}

function imported(source: Literal, at: At, exported?: string, as?: string): Statement {
  const from = { ...at, type: 'import', module: String(source.value).replace(/^node:/, '') } as const;
  if (as === undefined) return from;
  return exported === undefined ? { ...from, as } : { ...from, name: exported, as };
}

/** Undefined for `* as x`: all of the module. */
function importedName(specifier: ImportDeclaration['specifiers'][number]): string | undefined {
  if (specifier.type === 'ImportNamespaceSpecifier') return undefined;
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}
