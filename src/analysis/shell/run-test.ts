// A condition in double brackets in; runs the substitutions in it. And: the variable that a condition asks about.
import type { Scene } from '../scene.ts';
import { show } from '../value.ts';
import { evaluate, splitName } from './evaluate.ts';
import { expandText } from './expand-word.ts';
import type { CompoundList, TestExpression } from './parse-shell.ts';

export function runTest(expression: TestExpression, scene: Scene): void {
  scene.machine.recorder.spend();
  if (expression.type === 'TestUnary') {
    const operand = expandText(expression.operand, scene);
    if (expression.operator === '-v') splitName(show(operand), scene);
  } else if (expression.type === 'TestBinary') {
    // Numbers are compared as arithmetic: a text in one is run through.
    const compares = /^-(?:eq|ne|lt|le|gt|ge)$/.test(expression.operator);
    for (const word of [expression.left, expression.right]) {
      const value = expandText(word, scene);
      if (compares) evaluate(value, scene);
    }
  }
  if (expression.type === 'TestLogical') for (const part of expression.operands) runTest(part, scene);
  else if (expression.type === 'TestNot') runTest(expression.operand, scene);
  else if (expression.type === 'TestGroup') runTest(expression.expression, scene);
}

/** `if [ -z "$NAME" ]`: after it the variable has something in it, whichever way it went. */
export function guarded(clause: CompoundList): string | undefined {
  const node = clause.commands[0]?.command;
  const words =
    node?.type === 'Command' && /^(?:\[|test)$/.test(node.name?.value ?? '')
      ? node.args.map(({ text }) => text)
      : node?.type === 'TestCommand' && node.expression.type === 'TestUnary'
        ? [node.expression.operator, node.expression.operand.text]
        : [];
  return /^-z "?\$\{?(\w+)/.exec(words.join(' '))?.[1];
}
