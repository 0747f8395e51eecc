// Statements in; what they do goes to the recorder, what they set into the scopes.
import { comeBack, goDeeper } from '../go-deeper.ts';
import { assignTo } from './assign.ts';
import { callThing } from './call.ts';
import { makeClass } from './classes.ts';
import { decorate } from './decorate.ts';
import { elementsOf } from './elements.ts';
import { evaluate, widen } from './evaluate.ts';
import { importModule } from './import-module.ts';
import { memberOf, resolveName } from './members.ts';
import { operate } from './operators.ts';
import type { Frame } from './program.ts';
import { attempt, branch, openScope, repeat } from './scope.ts';
import { putStandIns } from './stand-ins.ts';
import { everyName, takesAll } from './takes-all.ts';
import { eitherThing, type FunctionThing, type Thing, textThing, unknownThing } from './thing.ts';
import type { FunctionNode, Statement, Target } from './tree.ts';

const MAX_ROUNDS = 64;

export function runStatements(statements: readonly Statement[], frame: Frame): void {
  const before = goDeeper();
  for (const statement of statements) run(statement, frame);
  comeBack(before);
}

function run(node: Statement, frame: Frame): void {
  frame.scene.machine.recorder.spend(0.25);
  const value = (expression: Parameters<typeof evaluate>[0]) => evaluate(expression, frame);
  switch (node.type) {
    case 'expression':
      value(node.value);
      return;
    case 'assign':
      assign(node, frame);
      return;
    case 'function':
      define(node.name, node.function, frame);
      return;
    case 'class':
      frame.scope.names.set(node.name, decorate(makeClass(node.class, frame), node.class.decorators, node.line, frame));
      return;
    case 'import':
      importModule(node, frame);
      return;
    case 'choice':
      for (const test of node.tests) value(test);
      branch(node.ways.map((way) => () => body(way, frame)));
      return;
    case 'for':
      loop(node, frame);
      return;
    case 'while':
      repeat(() => {
        for (const test of node.tests) value(test);
        body(node.body, { ...frame, scene: { ...frame.scene, forking: true } });
      }, widen);
      return;
    case 'try':
      if (node.handlers.length === 0) runStatements(node.body, frame);
      else attempt(() => runStatements(node.body, frame));
      for (const handler of node.handlers) branch([() => body(handler, frame), () => undefined]);
      runStatements(node.last, frame);
      return;
    case 'with':
      within(node, frame);
      return;
    case 'return':
      frame.returns.push(node.value === undefined ? { type: 'nothing' } : value(node.value));
      return;
    case 'block':
      body(node.body, frame);
  }
}

function within(node: Extract<Statement, { type: 'with' }>, frame: Frame): void {
  const undo: (() => void)[] = [];
  for (const { value, target } of node.items) {
    const thing = evaluate(value, frame);
    if (thing.type === 'made' && thing.replaces !== undefined) undo.push(putStandIns(thing.replaces, frame));
    assignTo(target, entered(thing, frame, node.line), frame);
  }
  runStatements(node.body, frame);
  for (const put of undo.reverse()) put();
}

function body(statements: readonly Statement[], frame: Frame): void {
  runStatements(statements, frame.program.language.blockScopes ? { ...frame, scope: openScope(frame.scope) } : frame);
}

function assign(node: Extract<Statement, { type: 'assign' }>, frame: Frame): void {
  const thing = evaluate(node.value, frame);
  for (const target of node.targets) assignTo(target, node.appends ? operate('+', current(target, frame), thing) : thing, frame);
}

function current(target: Target, frame: Frame): Thing {
  if (target.type === 'name') return resolveName(target.name, frame);
  return target.type === 'member'
    ? memberOf(evaluate(target.of, frame), evaluate(target.key, frame), frame)
    : unknownThing('(value)');
}

function define(name: string, node: FunctionNode, frame: Frame): void {
  const made: FunctionThing = { type: 'function', node, scope: frame.scope };
  // Python evaluates defaults where the function is defined.
  if (!frame.program.language.blockScopes)
    for (const { initial } of node.parameters)
      if (initial !== undefined && !/^(?:text|number|constant|name)$/.test(initial.type)) evaluate(initial, frame);
  frame.scope.names.set(name, decorate(made, node.decorators, node.line, frame));
}

function loop(node: Extract<Statement, { type: 'for' }>, frame: Frame): void {
  const found = elementsOf(evaluate(node.iterable, frame));
  const { open } = found;
  const items = takesAll(node) ? found.items.map(everyName) : found.items;
  const round = (item: Thing) => {
    // Each round has names of its own, which functions remember.
    const inner: Frame = frame.program.language.blockScopes ? { ...frame, scope: openScope(frame.scope) } : frame;
    assignTo(node.target, item, inner);
    runStatements(node.body, inner);
  };
  if (open) {
    const all = items.length > 0 ? items : [unknownThing('(item)')];
    repeat(() => round(eitherThing(all)), widen);
  } else if (items.length > MAX_ROUNDS && items.every(isSmall)) {
    // A text spelled by numbers or letters: a round each is cheap, and tells what it spells.
    for (const item of items) round(item);
  } else {
    for (const item of items.slice(0, MAX_ROUNDS)) round(item);
    if (items.length > MAX_ROUNDS) repeat(() => round(unknownThing('(item)')), widen);
  }
}

function isSmall(item: Thing): boolean {
  return item.type === 'number' || (item.type === 'text' && item.value.length === 1 && item.value[0]?.text.length === 1);
}

/** What `with` hands over: a file is itself, a temporary folder its name, an object of this program what `__enter__` gives. */
function entered(thing: Thing, frame: Frame, line: number): Thing {
  const enter = memberOf(thing, textThing('__enter__'), frame);
  if (enter.type === 'function') return callThing(enter, { args: [], named: new Map(), line }, frame);
  if (thing.type === 'made') {
    const { values } = frame.program.language;
    const known = Object.hasOwn(values, `${thing.by}.__enter__`) ? values[`${thing.by}.__enter__`] : undefined;
    if (known !== undefined) return known(frame.scene);
  }
  return thing;
}
