// The one tree that Python and JavaScript become before they are run in thought. Types only: what a reader must tell apart, no more.

/** Where a node stands. Offsets count UTF-16 units in the code. */
export interface At {
  /** 1-based. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export type Expression = At &
  (
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'number'; readonly value: number }
    /** `None`, `true`, `undefined`, a regular expression, `...`: nothing that a name or a path is made of. */
    | { readonly type: 'constant'; readonly value: boolean | null }
    | { readonly type: 'name'; readonly name: string }
    /** `of.key`, `of[key]`. */
    | { readonly type: 'member'; readonly of: Expression; readonly key: Expression }
    /** `of[from:to:step]`. */
    | {
        readonly type: 'slice';
        readonly of: Expression;
        readonly from?: Expression;
        readonly to?: Expression;
        readonly step?: Expression;
      }
    /** `creates`: with `new`. `tagged`: a template with a tag; the texts and values alternate in one `template` argument. */
    | {
        readonly type: 'call';
        readonly callee: Expression;
        readonly args: readonly Argument[];
        readonly creates?: true;
        readonly tagged?: true;
      }
    /** f-strings and template literals: all parts in a row. */
    | { readonly type: 'template'; readonly parts: readonly Expression[] }
    /** Operators that make texts, numbers and paths: `+ - * / // % |`; all others are `all`. */
    | { readonly type: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
    /** Lists, tuples, sets, arrays. */
    | { readonly type: 'list'; readonly items: readonly Item[] }
    | { readonly type: 'object'; readonly entries: readonly Entry[] }
    | { readonly type: 'function'; readonly function: FunctionNode }
    | { readonly type: 'class'; readonly class: ClassNode }
    /** Either of these: `a or b`, `a if c else b`, `a ?? b`. `test` is evaluated first. */
    | { readonly type: 'choice'; readonly test?: Expression; readonly ways: readonly Expression[] }
    | { readonly type: 'assign'; readonly target: Target; readonly value: Expression; readonly appends?: boolean }
    /** A comprehension: `element` once for each mix of what the clauses yield. */
    | { readonly type: 'each'; readonly clauses: readonly Clause[]; readonly element: Expression }
    /** Evaluated for what they do; the result is a truth value or a number: comparisons, `not x`, `typeof x`. */
    | { readonly type: 'all'; readonly parts: readonly Expression[] }
    /** One after the other, the last is the result: `(a, b)`. */
    | { readonly type: 'sequence'; readonly parts: readonly Expression[] }
    /** `yield x`: x is one of what the function gives; with `spread`, each of x is. `await x` leaves no trace. */
    | { readonly type: 'yield'; readonly value?: Expression; readonly spread?: true }
  );

export interface Argument {
  readonly value: Expression;
  /** `name=value` in Python. */
  readonly name?: string;
  /** `*value` or `...value`: its elements are the arguments. `**value` has `spread` and `named`. */
  readonly spread?: true;
  readonly named?: true;
}

export interface Item {
  readonly value: Expression;
  readonly spread?: true;
}

/** Without a key everything in the value is taken over: `**value`, `...value`. */
export interface Entry {
  readonly key?: Expression;
  readonly value: Expression;
}

export interface Clause {
  readonly target: Target;
  readonly iterable: Expression;
  readonly tests: readonly Expression[];
}

/** What is assigned to. */
export type Target =
  /** `declares`: makes the name in this scope (Python: unless it is global or nonlocal here; JavaScript: `let`, `const`, `var`). */
  | { readonly type: 'name'; readonly name: string; readonly declares: boolean }
  | { readonly type: 'member'; readonly of: Expression; readonly key: Expression }
  /** `a, *b = …`, `[a, ...b] = …`. */
  | {
      readonly type: 'list';
      readonly items: readonly { readonly target: Target; readonly rest?: true; readonly initial?: Expression }[];
    }
  /** `{ a, b: c = 1, ...rest } = …`; without a key it is the rest. */
  | {
      readonly type: 'object';
      readonly entries: readonly { readonly key?: Expression; readonly target: Target; readonly initial?: Expression }[];
    }
  | { readonly type: 'nothing' };

export interface Parameter {
  readonly target: Target;
  readonly initial?: Expression;
  /** `*args`, `...args`. */
  readonly rest?: true;
  /** `**kwargs`. */
  readonly named?: true;
}

export interface FunctionNode extends At {
  readonly name?: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
}

export interface ClassNode extends At {
  readonly name?: string;
  readonly bases: readonly Expression[];
  /** Methods and fields, as assignments to declared names; `constructor` is called `__init__`. Static ones are in here too. */
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
}

export type Statement = At &
  (
    | { readonly type: 'expression'; readonly value: Expression }
    /** `appends`: `+=` and its like. */
    | { readonly type: 'assign'; readonly targets: readonly Target[]; readonly value: Expression; readonly appends?: boolean }
    /** Hoisted in JavaScript: the reader puts those first. */
    | { readonly type: 'function'; readonly name: string; readonly function: FunctionNode }
    | { readonly type: 'class'; readonly name: string; readonly class: ClassNode }
    /**
     * `import a.b as c` is `{ module: 'a.b', as: 'c' }`, `import a.b` is `{ module: 'a', as: 'a' }`, `from a import b as c` is
     * `{ module: 'a', name: 'b', as: 'c' }`; `name: '*'` without `as` takes all names over. Modules of JavaScript come without `node:`;
     * `import x from 'm'` has `name: 'default'`, `import * as x` no name.
     */
    | { readonly type: 'import'; readonly module: string; readonly name?: string; readonly as?: string }
    /** `if`, `switch`, `match`: one of the ways, after the tests. */
    | { readonly type: 'choice'; readonly tests: readonly Expression[]; readonly ways: readonly (readonly Statement[])[] }
    | { readonly type: 'for'; readonly target: Target; readonly iterable: Expression; readonly body: readonly Statement[] }
    /** Any number of rounds. C-like loops too: what comes before them is a statement before this one. */
    | { readonly type: 'while'; readonly tests: readonly Expression[]; readonly body: readonly Statement[] }
    /** `last` runs always. */
    | {
        readonly type: 'try';
        readonly body: readonly Statement[];
        readonly handlers: readonly (readonly Statement[])[];
        readonly last: readonly Statement[];
      }
    | {
        readonly type: 'with';
        readonly items: readonly { readonly value: Expression; readonly target: Target }[];
        readonly body: readonly Statement[];
      }
    | { readonly type: 'return'; readonly value?: Expression }
    | { readonly type: 'block'; readonly body: readonly Statement[] }
  );

/** Code of one language in, its tree out. @throws When it is no code of that language. */
export type ParseProgram = (code: string) => readonly Statement[];
