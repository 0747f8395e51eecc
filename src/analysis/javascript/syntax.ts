// The syntax trees that come out of the parser: ESTree as acorn writes it, and what its plugin for TypeScript adds. Types only.
import type {
  AnonymousClassDeclaration,
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  ClassDeclaration,
  ClassExpression,
  FunctionDeclaration,
  FunctionExpression,
  Identifier,
  Literal,
  Pattern,
} from 'acorn';

export type {
  ArrayExpression,
  AssignmentExpression,
  BlockStatement,
  CatchClause,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Identifier,
  ImportDeclaration,
  ImportExpression,
  Literal,
  MethodDefinition,
  NewExpression,
  Program,
  PropertyDefinition,
  SwitchStatement,
  TemplateLiteral,
  TryStatement,
  VariableDeclaration,
} from 'acorn';

export type Node = AnyNode | TypeScriptNode;

export type FunctionLike = FunctionDeclaration | AnonymousFunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

export type ClassLike = ClassDeclaration | AnonymousClassDeclaration | ClassExpression;

interface Place {
  readonly start: number;
  readonly end: number;
}

type TypeScriptNode = Wrapped | Vanishing | Enum | Namespace | ImportEquals | ExportAssignment | ParameterProperty | EntityName;

/** An expression with a type around it. */
interface Wrapped extends Place {
  readonly type:
    | 'TSAsExpression'
    | 'TSSatisfiesExpression'
    | 'TSTypeAssertion'
    | 'TSNonNullExpression'
    | 'TSInstantiationExpression'
    | 'TSTypeCastExpression';
  readonly expression: Node;
}

/** What is not there when the code runs. */
interface Vanishing extends Place {
  readonly type:
    | 'TSInterfaceDeclaration'
    | 'TSTypeAliasDeclaration'
    | 'TSDeclareFunction'
    | 'TSDeclareMethod'
    | 'TSIndexSignature'
    | 'TSNamespaceExportDeclaration';
}

export interface Enum extends Place {
  readonly type: 'TSEnumDeclaration';
  readonly id: Identifier;
  readonly members: readonly EnumMember[];
}

interface EnumMember extends Place {
  readonly id: Identifier | Literal;
  readonly initializer?: Node;
}

/** `namespace A.B {}` has a namespace as its body; `declare module 'x'` may have none. */
export interface Namespace extends Place {
  readonly type: 'TSModuleDeclaration';
  readonly id: Identifier | Literal;
  readonly body?: Namespace | (Place & { readonly type: 'TSModuleBlock'; readonly body: readonly Node[] });
}

export interface ImportEquals extends Place {
  readonly type: 'TSImportEqualsDeclaration';
  readonly id: Identifier;
  readonly moduleReference: Identifier | EntityName | (Place & { type: 'TSExternalModuleReference'; expression: Literal });
}

interface EntityName extends Place {
  readonly type: 'TSQualifiedName';
  readonly left: Identifier | EntityName;
  readonly right: Identifier;
}

interface ExportAssignment extends Place {
  readonly type: 'TSExportAssignment';
  readonly expression: Node;
}

interface ParameterProperty extends Place {
  readonly type: 'TSParameterProperty';
  readonly parameter: Pattern;
}

/** What TypeScript and decorators add to nodes that JavaScript has too. */
interface Marks {
  readonly declare?: boolean;
  readonly abstract?: boolean;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly decorators?: readonly { readonly expression: Node }[];
  /** `declare global {}`, and a block after the name `global`. */
  readonly global?: boolean;
  /** What follows the module in `import(…)`, where acorn alone has `options`. */
  readonly arguments?: readonly Node[];
}

export function marksOf(node: object): Marks {
  return node;
}
