// The node types of py-ast, for the files that lower them. Only its types: parse-python.ts alone loads the parser, and imports the rest.
import type { ExprNode, Located, Module, StmtNode } from 'py-ast';

export type { Arguments, Comprehension, ExceptHandler, ExprNode, Located, Module, StmtNode } from 'py-ast';

export type ExpressionNode<Type extends ExprNode['nodeType']> = Extract<ExprNode, { readonly nodeType: Type }>;
export type StatementNode<Type extends StmtNode['nodeType']> = Extract<StmtNode, { readonly nodeType: Type }>;
export type MatchCase = StatementNode<'Match'>['cases'][number];
export type Pattern = MatchCase['pattern'];

export type ParseModule = (text: string) => Module;

/** Also where the types say that there is no other. */
export function nodeTypeOf(node: Located): string {
  return node.nodeType;
}
