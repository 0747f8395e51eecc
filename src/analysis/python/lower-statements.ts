// The parser's statements in, our tree out: which kind is lowered where, and the simple ones.
import type { At, Expression, Statement } from '../program/tree.ts';
import { lowerAnnotations } from './lower-annotations.ts';
import { lowerClass, lowerFor, lowerFunction, lowerMatch, lowerTry, lowerWith } from './lower-blocks.ts';
import { operation } from './lower-expressions.ts';
import { lowerKey, lowerTarget } from './lower-targets.ts';
import { type ExprNode, nodeTypeOf, type StatementNode, type StmtNode } from './nodes.ts';
import { lower, lowerBody, lowerOptional, plain, type Scope } from './scope.ts';

export function lowerStatement(node: StmtNode, scope: Scope): readonly Statement[] {
  const at = scope.at(node);
  switch (node.nodeType) {
    case 'Expr':
      return [{ ...at, type: 'expression', value: lower(node.value, scope) }];
    case 'Assign':
      return [assign(node.targets, lower(node.value, scope), at, scope)];
    case 'AnnAssign':
      return [
        ...lowerAnnotations([node.annotation], scope),
        ...(node.value === undefined ? [] : [assign([node.target], lower(node.value, scope), at, scope)]),
      ];
    case 'AugAssign':
      return [lowerAugmented(node, scope)];
    case 'TypeAlias':
      return [assign([node.name], laterValue(node.value, scope), at, scope)];
    case 'Delete':
      return lowerDelete(node, scope);
    case 'Raise':
      return expressions([node.exc, node.cause], scope);
    case 'Assert':
      return expressions([node.test, node.msg], scope);
    case 'Import':
    case 'ImportFrom':
      return lowerImport(node, scope);
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return [lowerFunction(node, scope)];
    case 'ClassDef':
      return [lowerClass(node, scope)];
    case 'Return':
      return [{ ...at, type: 'return', ...lowerOptional('value', node.value, scope) }];
    case 'If': {
      const ways = [lowerBody(node.body, scope), lowerBody(node.orelse, scope)];
      return [{ ...at, type: 'choice', tests: [lower(node.test, scope)], ways }];
    }
    case 'For':
    case 'AsyncFor':
      return [lowerFor(node, scope), ...lowerBody(node.orelse, scope)];
    case 'While': {
      const loop = { ...at, type: 'while', tests: [lower(node.test, scope)], body: lowerBody(node.body, scope) } as const;
      return [loop, ...lowerBody(node.orelse, scope)];
    }
    case 'Try':
    case 'TryStar':
      return [lowerTry(node, scope)];
    case 'With':
    case 'AsyncWith':
      return [lowerWith(node, scope)];
    case 'Match':
      return [lowerMatch(node, scope)];
    case 'Global':
    case 'Nonlocal':
    case 'Pass':
    case 'Break':
    case 'Continue':
    case 'Comment':
      return [];
    default:
      throw new Error(`a statement that nobody knows: ${nodeTypeOf(node)}`);
  }
}

function assign(targets: readonly ExprNode[], value: Expression, at: At, scope: Scope): Statement {
  return { ...at, type: 'assign', targets: targets.map((target) => lowerTarget(target, scope)), value };
}

/** `x += y` appends, `x /= y` is `x = x / y`. */
function lowerAugmented(node: StatementNode<'AugAssign'>, scope: Scope): Statement {
  const at = scope.at(node);
  const value = lower(node.value, scope);
  if (node.op.nodeType === 'Add')
    return { ...at, type: 'assign', targets: [lowerTarget(node.target, scope)], value, appends: true };
  return assign([node.target], operation(node.op.nodeType, lower(node.target, scope), value, at), at, scope);
}

/** What an alias of types stands for is only evaluated by whoever asks for it. */
function laterValue(node: ExprNode, scope: Scope): Expression {
  const value = lower(node, scope);
  const { line, start, end } = value;
  const body = [{ line, start, end, type: 'return', value } as const];
  return { line, start, end, type: 'function', function: { line, start, end, parameters: [], body, decorators: [] } };
}

function expressions(nodes: readonly (ExprNode | undefined)[], scope: Scope): Statement[] {
  return nodes.flatMap((node) =>
    node === undefined ? [] : { ...scope.at(node), type: 'expression', value: lower(node, scope) },
  );
}

function lowerDelete(node: StatementNode<'Delete'>, scope: Scope): Statement[] {
  const at = scope.at(node);
  const parts = node.targets.flatMap((target) => deleted(target, scope));
  return parts.length === 0 ? [] : [{ ...at, type: 'expression', value: { ...at, type: 'all', parts } }];
}

function deleted(node: ExprNode, scope: Scope): Expression[] {
  if (node.nodeType === 'Tuple' || node.nodeType === 'List') return node.elts.flatMap((item) => deleted(item, scope));
  if (node.nodeType !== 'Attribute' && node.nodeType !== 'Subscript') return [];
  return [lower(node.value, scope), lowerKey(node, scope)];
}

function lowerImport(node: StatementNode<'Import' | 'ImportFrom'>, scope: Scope): Statement[] {
  return node.names.map((alias) => {
    const at = scope.at(alias);
    const name = plain(alias.name);
    const as = alias.asname === undefined ? undefined : plain(alias.asname);
    if (node.nodeType === 'ImportFrom') {
      const module = '.'.repeat(node.level ?? 0) + plain(node.module ?? '');
      return { ...at, type: 'import', module, name, ...(name === '*' ? {} : { as: as ?? name }) };
    }
    const [first = name] = name.split('.');
    return as === undefined ? { ...at, type: 'import', module: first, as: first } : { ...at, type: 'import', module: name, as };
  });
}
