// Annotations in; those that call something as statements out: Python runs them where the function or name is defined.
import type { Statement } from '../program/tree.ts';
import type { ExprNode } from './nodes.ts';
import { lower, type Scope } from './scope.ts';

export function lowerAnnotations(annotations: readonly (ExprNode | null | undefined)[], scope: Scope): Statement[] {
  return annotations.flatMap((node) =>
    node && holdsCall(node) ? [{ ...scope.at(node), type: 'expression' as const, value: lower(node, scope) }] : [],
  );
}

function holdsCall(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some(holdsCall);
  if ('nodeType' in node && node.nodeType === 'Call') return true;
  // A plain name or text, as most annotations are, holds none.
  if ('nodeType' in node && (node.nodeType === 'Name' || node.nodeType === 'Constant')) return false;
  return Object.values(node).some(holdsCall);
}
