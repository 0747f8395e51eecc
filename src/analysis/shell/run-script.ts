// A node of the syntax tree in, what it writes to standard output out. Every branch is taken; what they set is joined after.
import { comeBack, goDeeper } from '../go-deeper.ts';
import { StopReading } from '../recorder.ts';
import { copyShell, type Scene } from '../scene.ts';
import { EMPTY, either, hole, join, textOf, type Value } from '../value.ts';
import { expandArithmetic } from './expand-arithmetic.ts';
import { expandParts, expandString, expandText } from './expand-word.ts';
import type { ArithmeticExpression, CompoundList, ParsedScript, Statement, SyntaxNode } from './parse-shell.ts';
import { applyRedirects } from './redirect.ts';
import { loop, runFor } from './run-loop.ts';
import { runPipeline } from './run-pipeline.ts';
import { guarded, runTest } from './run-test.ts';
import { tellEndlessStart } from './tell-endless-start.ts';
import { assign, keepBoth, merge } from './variables.ts';

/** Far below what would exhaust the stack of the engine. */
const MAX_DEPTH = 120;

export function runScript(script: ParsedScript | CompoundList, scene: Scene): Value {
  const error = 'errors' in script ? script.errors?.[0] : undefined;
  if (error !== undefined) {
    const line = scene.lineAt(error.pos);
    scene.machine.recorder.effect({
      kind: 'opaque',
      says: 'cannot tell: the shell code has a syntax error',
      line,
      via: scene.via,
    });
  }
  // Positions in an unescaped backtick script are its own; the place around it is near enough.
  const here = 'source' in script && script.source !== undefined ? { ...scene, lineAt: () => scene.lineAt(script.pos) } : scene;
  return join(script.commands.map((statement) => runStatement(statement, here)));
}

function runStatement(statement: Statement, scene: Scene): Value {
  if (!statement.background) return runNode(statement.command, scene);
  scene.machine.recorder.spend(2);
  const output = runNode(statement.command, { ...scene, shell: copyShell(scene.shell), forking: true });
  assign('!', [hole('$!', {}, 'own-process')], { ...scene, choices: new Map() });
  return output;
}

export function runNode(node: SyntaxNode, outer: Scene): Value {
  outer.machine.recorder.spend();
  if (outer.depth > MAX_DEPTH) throw new StopReading('code is nested too deeply');
  const before = goDeeper();
  const output = runInside(node, { ...outer, depth: outer.depth + 0.25 });
  comeBack(before);
  return output;
}

function runInside(node: SyntaxNode, scene: Scene): Value {
  const run = (inner: SyntaxNode) => runNode(inner, scene);
  switch (node.type) {
    case 'Command':
      return scene.machine.runCommand(node, scene);
    case 'Pipeline':
      return runPipeline(node, scene);
    case 'AndOr':
      return runAndOr(node.commands, scene);
    case 'CompoundList':
      return scene.machine.runScript(node, scene);
    case 'BraceGroup':
      return run(node.body);
    case 'Subshell':
      return runNode(node.body, { ...scene, shell: copyShell(scene.shell) });
    case 'Redirected':
      return applyRedirects(node.redirects, scene, (inner) => runNode(node.command, inner));
    case 'Function':
      scene.shell.functions.set(node.name.value, { node: node.body, lineAt: scene.lineAt, certain: scene.certain });
      return EMPTY;
    case 'Coproc': {
      const name = node.name?.value ?? 'COPROC';
      runNode(node.body, { ...scene, shell: copyShell(scene.shell), forking: true });
      assign(name, [hole(`$${name}`, {}, 'word'), hole(`$${name}`, {}, 'word')], { ...scene, choices: new Map() });
      assign(`${name}_PID`, [hole(`$${name}_PID`, {}, 'own-process')], { ...scene, choices: new Map() });
      return EMPTY;
    }
    case 'If': {
      const first = run(node.clause);
      const elses = node.elif.map(({ clause, then }) => [clause, then]);
      return join([first, branches([[node.then], ...elses, node.else ? [node.else] : []], scene, guarded(node.clause))]);
    }
    case 'Case':
      scene.machine.recorder.spend(node.items.length);
      expandText(node.word, scene);
      for (const word of node.items.flatMap(({ pattern }) => pattern)) expandText(word, scene);
      return branches([...node.items.map(({ body }) => [body]), []], scene);
    case 'For':
    case 'Select':
      return runFor(node.name.value, node.wordlist, node.body, scene);
    case 'While':
      tellEndlessStart(node, scene);
      return loop(() => join([run(node.clause), unsure(node.body, scene)]), scene);
    case 'ArithmeticFor':
      arithmetic(node.initialize, scene);
      tellEndlessStart(node, scene);
      return loop(() => {
        arithmetic(node.test, scene);
        const output = unsure(node.body, scene);
        arithmetic(node.update, scene);
        return output;
      }, scene);
    case 'ArithmeticCommand':
      arithmetic(node.expression, scene);
      return EMPTY;
    case 'TestCommand':
      runTest(node.expression, scene);
      return EMPTY;
    default:
      throw new StopReading(`the reader does not know ${node.type}`);
  }
}

/** It may not run at all. */
function unsure(body: CompoundList, scene: Scene): Value {
  return runNode(body, { ...scene, certain: false });
}

function arithmetic(expression: ArithmeticExpression | undefined, scene: Scene): void {
  expandArithmetic(expression, scene, { expandParts, expandString });
}

/**
 * What follows `&&` is read as if all before it went well: that is when it runs. What it sets anew may not have been set.
 */
function runAndOr(nodes: readonly SyntaxNode[], scene: Scene): Value {
  const [first, ...rest] = nodes;
  let output = first === undefined ? EMPTY : runNode(first, scene);
  const before = new Map(scene.shell.variables);
  for (const node of rest) {
    const next = runNode(node, { ...scene, certain: false });
    const literal = [output, next].every((value) => value.length > 0 && textOf(value) !== undefined);
    output = literal ? join([output, next]) : either(output, next);
  }
  keepBoth(scene.shell, before);
  return output;
}

function branches(ways: readonly (readonly CompoundList[])[], scene: Scene, named?: string): Value {
  const shells = ways.map(() => copyShell(scene.shell));
  const outputs = ways.map((lists, at) => {
    const shell = shells[at] ?? scene.shell;
    return join(lists.map((list) => runNode(list, { ...scene, shell, certain: false })));
  });
  merge(scene.shell, shells, scene, named);
  return outputs.reduce(either, EMPTY);
}
