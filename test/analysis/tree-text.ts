// The tree that readers of code make in, written down in short: `^a := b` assigns to a name that stands elsewhere, `_` takes nothing.
import type { Expression, FunctionNode, Statement, Target } from '../../src/analysis/program/tree.ts';

export function treeText(statements: readonly Statement[]): string {
  return statements.map(statement).join('; ');
}

function block(statements: readonly Statement[]): string {
  return statements.length === 0 ? '{}' : `{ ${treeText(statements)} }`;
}

function statement(node: Statement): string {
  switch (node.type) {
    case 'expression':
      return expression(node.value);
    case 'assign':
      return `${node.targets.map(target).join(' = ')} ${node.appends ? '+=' : '='} ${expression(node.value)}`;
    case 'function':
      return `def ${node.name === node.function.name ? '' : `${node.name} `}${fn(node.function)}`;
    case 'class':
      return expression(node);
    case 'import':
      return `${node.name ? `from ${node.module} ${node.name}` : `import ${node.module}`}${node.as ? ` as ${node.as}` : ''}`;
    case 'choice':
      return `if (${list(node.tests)}) ${node.ways.map(block).join(' or ')}`;
    case 'for':
      return `for ${target(node.target)} in ${expression(node.iterable)} ${block(node.body)}`;
    case 'while':
      return `while (${list(node.tests)}) ${block(node.body)}`;
    case 'try': {
      const handlers = node.handlers.map((handler) => ` catch ${block(handler)}`).join('');
      return `try ${block(node.body)}${handlers} finally ${block(node.last)}`;
    }
    case 'with':
      return `with ${node.items.map((item) => `${expression(item.value)} as ${target(item.target)}`).join(', ')} ${block(node.body)}`;
    case 'return':
      return node.value ? `return ${expression(node.value)}` : 'return';
    case 'block':
      return block(node.body);
  }
}

function expression(node: Expression): string {
  switch (node.type) {
    case 'text':
      return JSON.stringify(node.text);
    case 'number':
    case 'constant':
      return String(node.value);
    case 'name':
      // Some names are pieces of code: `"\N{DASH}"`.
      return /^[\w$.]+$|^\(\w+\)$/.test(node.name) ? node.name : `name(${node.name})`;
    case 'member':
      return `${expression(node.of)}[${expression(node.key)}]`;
    case 'slice':
      return `${expression(node.of)}[${[node.from, node.to, node.step].map((part) => (part ? expression(part) : '')).join(':')}]`;
    case 'call':
      return `${node.creates ? 'new ' : ''}${expression(node.callee)}${node.tagged ? '`' : ''}(${node.args.map(item).join(', ')})`;
    case 'template':
      return `T(${list(node.parts)})`;
    case 'binary':
      return `(${expression(node.left)} ${node.operator} ${expression(node.right)})`;
    case 'list':
      return `[${node.items.map(item).join(', ')}]`;
    case 'object':
      return `{${node.entries.map((entry) => (entry.key ? `${key(entry.key)}: ` : '...') + expression(entry.value)).join(', ')}}`;
    case 'function':
      return fn(node.function);
    case 'class': {
      const { name, bases, body, decorators } = node.class;
      const marks = decorators.map((one) => ` @${expression(one)}`).join('');
      return `class${name ? ` ${name}` : ''}(${list(bases)})${marks} ${block(body)}`;
    }
    case 'choice':
      return `either(${node.test ? `${expression(node.test)} ? ` : ''}${list(node.ways)})`;
    case 'assign':
      return `(${target(node.target)} ${node.appends ? '+' : ''}:= ${expression(node.value)})`;
    case 'each': {
      const clauses = node.clauses.map((one) => {
        const tests = one.tests.length > 0 ? ` if ${list(one.tests)}` : '';
        return `${target(one.target)} in ${expression(one.iterable)}${tests}`;
      });
      return `each(${clauses.join('; ')}: ${expression(node.element)})`;
    }
    case 'all':
      return `all(${list(node.parts)})`;
    case 'sequence':
      return `(${node.parts.map(expression).join(' , ')})`;
    case 'yield':
      return node.value ? `yield${node.spread ? '*' : ''} ${expression(node.value)}` : 'yield';
  }
}

function list(nodes: readonly Expression[]): string {
  return nodes.map(expression).join(', ');
}

interface Marks {
  readonly name?: string;
  readonly spread?: true;
  readonly rest?: true;
  readonly named?: true;
}

/** `**` are named ones, `...` are all others. */
function mark({ name, spread, rest, named }: Marks): string {
  return name ? `${name}=` : named ? '**' : spread || rest ? '...' : '';
}

function item(one: Marks & { readonly value: Expression }): string {
  return `${mark(one)}${expression(one.value)}`;
}

function key(node: Expression): string {
  return node.type === 'text' ? expression(node) : `[${expression(node)}]`;
}

function fn(node: FunctionNode): string {
  const decorators = node.decorators.map((one) => `@${expression(one)} `).join('');
  return `${decorators}fn${node.name ? ` ${node.name}` : ''}(${node.parameters.map(taken).join(', ')}) ${block(node.body)}`;
}

function taken(one: Marks & { readonly target: Target; readonly initial?: Expression }): string {
  return `${mark(one)}${target(one.target)}${one.initial ? `=${expression(one.initial)}` : ''}`;
}

function target(node: Target): string {
  switch (node.type) {
    case 'name':
      return `${node.declares ? '' : '^'}${node.name}`;
    case 'member':
      return `${expression(node.of)}[${expression(node.key)}]`;
    case 'list':
      return `[${node.items.map(taken).join(', ')}]`;
    case 'object':
      return `{${node.entries.map((entry) => `${entry.key ? `${key(entry.key)}: ` : ''}${taken(entry)}`).join(', ')}}`;
    case 'nothing':
      return '_';
  }
}
