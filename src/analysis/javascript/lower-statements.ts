// Statements and declarations of JavaScript in, those of the common tree out: none, one or several for each.
import type { Expression, Statement } from '../program/tree.ts';
import { lowerBranch, lowerFor, lowerForEach, lowerLoop, lowerSwitch, lowerThrow, lowerTry } from './lower-control.ts';
import { lowerDefault, lowerExport, lowerImport, lowerImportEquals, lowerReexport } from './lower-modules.ts';
import { lowerAssignment } from './lower-operators.ts';
import { lowerDeclared, namesIn } from './lower-patterns.ts';
import { lowerEnum, lowerNamespace } from './lower-typescript.ts';
import { constant, declaration, type FunctionStatement, type Lowering, name } from './lowering.ts';
import { marksOf, type Node, type VariableDeclaration } from './syntax.ts';

/** The statements of one block: imports and functions are there before the rest runs. */
export function lowerStatements(nodes: readonly Node[], lower: Lowering): Statement[] {
  const all = nodes.flatMap((node) => {
    const before = lower.leaks.length;
    const made = lowerStatement(node, lower);
    return [...made, ...lower.leaks.slice(before)];
  });
  const imports = all.filter(({ type }) => type === 'import');
  const functions = all.filter((statement) => statement.type === 'function');
  if (lower.inBlock()) for (const one of functions) lower.leak(leaked(one));
  if (imports.length + functions.length === 0) return all;
  return [...imports, ...functions, ...all.filter(({ type }) => type !== 'import' && type !== 'function')];
}

/** After a block its function may be what its name means out here, too. */
function leaked({ line, start, end, name: own, function: made }: FunctionStatement): Statement {
  const at = { line, start, end };
  const ways: Expression[] = [name(own, at), { ...at, type: 'function', function: made }];
  return declaration(own, { ...at, type: 'choice', ways }, at);
}

export function lowerStatement(node: Node, lower: Lowering): Statement[] {
  switch (node.type) {
    case 'ExpressionStatement':
      return [lowerEvaluated(node.expression, lower)];
    case 'VariableDeclaration':
      return marksOf(node).declare === true ? [] : lowerVariables(node, lower);
    case 'ReturnStatement':
      return [{ ...lower.at(node), type: 'return', ...(node.argument ? { value: lower.expression(node.argument) } : {}) }];
    case 'IfStatement': {
      const ways = [lowerBranch(node.consequent, lower), lowerBranch(node.alternate, lower)];
      return [{ ...lower.at(node), type: 'choice', tests: [lower.expression(node.test)], ways }];
    }
    case 'BlockStatement':
      return [{ ...lower.at(node), type: 'block', body: lower.statements(node.body) }];
    case 'ForStatement':
      return lowerFor(node, lower);
    case 'ForInStatement':
    case 'ForOfStatement':
      return lowerForEach(node, lower);
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [{ ...lower.at(node), ...lowerLoop(node.body, [node.test], null, lower) }];
    case 'SwitchStatement':
      return lowerSwitch(node, lower);
    case 'TryStatement':
      return [lowerTry(node, lower)];
    case 'ThrowStatement':
      return [lowerThrow(node.argument, lower.at(node), lower)];
    case 'LabeledStatement':
      return lowerStatement(node.body, lower);
    case 'WithStatement':
      return [lowerWith(lower.expression(node.object), node.body, node, lower)];
    case 'EmptyStatement':
    case 'DebuggerStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return [];
    default:
      return lowerDeclaration(node, lower);
  }
}

function lowerDeclaration(node: Node, lower: Lowering): Statement[] {
  switch (node.type) {
    case 'FunctionDeclaration':
      return [{ ...lower.at(node), type: 'function', name: node.id?.name ?? '', function: lower.function(node) }];
    case 'ClassDeclaration':
      if (marksOf(node).declare === true) return [];
      return [{ ...lower.at(node), type: 'class', name: node.id?.name ?? '', class: lower.class(node) }];
    case 'ImportDeclaration':
      return lowerImport(node, lower);
    case 'ExportNamedDeclaration':
      return lowerExport(node, lower);
    case 'ExportAllDeclaration':
      return lowerReexport(node.source, node, lower);
    case 'ExportDefaultDeclaration':
      return lowerDefault(node, lower);
    case 'TSEnumDeclaration':
      return lowerEnum(node, lower);
    case 'TSModuleDeclaration':
      return lowerNamespace(node, lower);
    case 'TSImportEqualsDeclaration':
      return lowerImportEquals(node, lower);
    case 'TSExportAssignment':
      return [lowerEvaluated(node.expression, lower)];
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
    case 'TSNamespaceExportDeclaration':
      return [];
    default:
      return [{ ...lower.at(node), type: 'expression', value: lower.expression(node) }];
  }
}

function lowerEvaluated(node: Node, lower: Lowering): Statement {
  if (node.type !== 'AssignmentExpression') return { ...lower.at(node), type: 'expression', value: lower.expression(node) };
  const { target, ...rest } = lowerAssignment(node, lower);
  return { ...lower.at(node), type: 'assign', targets: [target], ...rest };
}

function lowerVariables(node: VariableDeclaration, lower: Lowering): Statement[] {
  return node.declarations.flatMap((declarator): Statement[] => {
    const at = lower.at(declarator);
    const target = lowerDeclared(node.kind, declarator.id, lower);
    if (!declarator.init && node.kind === 'var') {
      for (const own of namesIn(target)) lower.hoist(own, at);
      return [];
    }
    const value = declarator.init ? lower.expression(declarator.init) : constant(at);
    return [{ ...at, type: 'assign', targets: [target], value }];
  });
}

/** What `of` has are names in the body. No code can call anything `with`, so a reader can tell that these are not known. */
function lowerWith(of: Expression, body: Node, node: Node, lower: Lowering): Statement {
  const at = lower.at(node);
  const value: Expression = { ...at, type: 'call', callee: name('with', at), args: [{ value: of }] };
  return { ...at, type: 'block', body: [{ ...at, type: 'expression', value }, ...lowerBranch(body, lower)] };
}
