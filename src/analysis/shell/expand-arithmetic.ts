// An arithmetic expression in, its result out where it is a plain number; runs the substitutions in it, and sets what it sets.

import { copyShell, type Scene } from '../scene.ts';
import { hole, show, text, textOf, type Value } from '../value.ts';
import type { ArithmeticExpression, WordPart } from './parse-shell.ts';
import { assign, keepBoth, lookUp } from './variables.ts';

interface Expanders {
  readonly expandParts: (parts: readonly WordPart[], scene: Scene) => Value;
  readonly expandString: (source: string, scene: Scene) => Value;
}

const NUMBER: Value = hole('$((…))', {}, 'word');

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
};

/** `=`, `+=`, `<<=`: what is calculated first. */
const SETS = /^([-+*/%&|^]|<<|>>|)=$/;

export function expandArithmetic(expression: ArithmeticExpression | undefined, scene: Scene, expand: Expanders): Value {
  if (expression === undefined) return NUMBER;
  scene.machine.recorder.spend();
  const inner = (part: ArithmeticExpression) => expandArithmetic(part, scene, expand);
  const before = new Map(scene.shell.variables);
  switch (expression.type) {
    case 'ArithmeticBinary': {
      const [, operator = expression.operator] = SETS.exec(expression.operator) ?? [];
      const left = inner(expression.left);
      const right = inner(expression.right);
      const result = operator === '' ? right : calculated(left, operator, right);
      if (operator !== expression.operator) set(expression.left, result, scene);
      // The right side may not be reached.
      if (/^(?:&&|\|\|)$/.test(operator)) keepBoth(scene.shell, before);
      return result;
    }
    case 'ArithmeticUnary': {
      const { operator, operand: of } = expression;
      const value = inner(of);
      if (/^(?:\+\+|--)$/.test(operator)) set(of, calculated(value, operator.slice(1), text('1')), scene);
      return NUMBER;
    }
    case 'ArithmeticTernary':
      for (const part of [expression.test, expression.consequent, expression.alternate]) inner(part);
      keepBoth(scene.shell, before);
      return NUMBER;
    case 'ArithmeticGroup':
      return inner(expression.expression);
    case 'ArithmeticCommandExpansion':
      scene.machine.recorder.spend(expression.text.length / 50);
      if (expression.script) scene.machine.runScript(expression.script, { ...scene, shell: copyShell(scene.shell) });
      return NUMBER;
    case 'ArithmeticWord':
      return operand(expression.parts ? expand.expandParts(expression.parts, scene) : text(expression.value), scene, expand);
  }
}

function calculated(left: Value, operator: string, right: Value): Value {
  const [one, other] = [left, right].map((value) => Number(textOf(value) ?? Number.NaN));
  const result = OPERATIONS[operator]?.(one ?? Number.NaN, other ?? Number.NaN);
  return result === undefined || !Number.isSafeInteger(result) ? NUMBER : text(String(result));
}

function set(target: ArithmeticExpression, value: Value, scene: Scene): void {
  if (target.type !== 'ArithmeticWord' || !/^[A-Za-z_]\w*$/.test(target.value)) return;
  const could = scene.shell.variables.get(target.value)?.length ?? 0;
  assign(target.value, [value], scene);
  // It was calculated from the first of what it could be.
  if (could > 1) scene.shell.variables.set(target.value, [[value], [NUMBER]]);
}

/** Text that the shell reads as arithmetic: the end of a slice, an index, an operand of `-eq`. */
export function evaluateText(source: Value, scene: Scene, expand: Expanders): Value {
  const literal = textOf(source)?.trim();
  if (literal === undefined) return NUMBER;
  if (/^-?\d*$/.test(literal)) return text(literal);
  if (/\$\(|`/.test(literal)) {
    expand.expandString(literal, scene);
    return NUMBER;
  }
  const command = scene.machine.parse(`: $((${literal}))`).commands[0]?.command;
  const word = command?.type === 'Command' ? command.args[0] : undefined;
  const part = word?.type === 'Word' ? word.parts?.[0] : undefined;
  return part?.type === 'ArithmeticExpansion' ? expandArithmetic(part.expression, scene, expand) : NUMBER;
}

const MAX_NAMES = 8;

/** A variable's text is read as an expression again, and an index in it may hold a substitution. */
function operand(value: Value, scene: Scene, expand: Expanders): Value {
  let literal = textOf(value) ?? show(value);
  for (let step = 0; step < MAX_NAMES; step++) {
    if (/^\d+$/.test(literal)) return text(literal);
    const name = /^[A-Za-z_]\w*/.exec(literal)?.[0];
    const content = name === undefined ? undefined : lookUp(name, scene)?.[0];
    const held = content && textOf(content);
    if (held === undefined) return NUMBER;
    if (/\$\(|`/.test(held)) expand.expandString(held, scene);
    if (literal !== name) return NUMBER;
    if (/^-\d+$/.test(held)) return text(held);
    literal = held;
  }
  return NUMBER;
}
