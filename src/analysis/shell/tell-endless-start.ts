// A loop in; where it starts processes without end, an effect goes to the recorder.
import type { Scene } from '../scene.ts';
import type { CompoundList, Statement, SyntaxNode } from './parse-shell.ts';

type Loop = Extract<SyntaxNode, { type: 'While' | 'ArithmeticFor' }>;

/** What holds a loop up, or ends it. */
const HOLDS = new Set('wait sleep read break exit return timeout inotifywait fswatch nc accept flock sem'.split(' '));
const ENDLESS = /^\s*(?::|true|\[ 1 \]|\[\[ 1 \]\]|\(\( ?1 ?\)\)|(?:\/usr)?\/bin\/true|yes)\s*;?\s*$/;

export function tellEndlessStart(node: Loop, scene: Scene): void {
  if (!neverEnds(node) || !starts(node.body)) return;
  const line = scene.lineAt(node.pos);
  scene.machine.recorder.effect({ kind: 'process', says: 'starts processes without end (a fork bomb)', line, via: scene.via });
}

function neverEnds(node: Loop): boolean {
  if (node.type === 'ArithmeticFor') return node.test === undefined;
  const [only, ...more] = node.clause.commands;
  const command = only?.command;
  if (more.length > 0 || command === undefined) return false;
  if (command.type === 'ArithmeticCommand') return node.kind === 'while' && /^\W*1\W*$/.test(JSON.stringify(command.body ?? '1'));
  if (command.type !== 'Command') return false;
  const words = [command.name, ...command.args].map((word) => word?.text).join(' ');
  return node.kind === 'while' ? ENDLESS.test(words) : words === 'false';
}

/** Something in it goes to the background, and nothing in it waits. */
function starts(list: CompoundList): boolean {
  const statements = flat(list.commands);
  return statements.some(({ background }) => background === true) && !statements.some(({ command }) => holds(command));
}

function flat(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement) => {
    const { command } = statement;
    if (command.type === 'Subshell' || command.type === 'BraceGroup') return [statement, ...flat(command.body.commands)];
    return [statement];
  });
}

function holds(node: SyntaxNode): boolean {
  if (node.type === 'Command') return HOLDS.has(node.name?.value ?? '');
  if (node.type === 'AndOr' || node.type === 'Pipeline') return node.commands.some(holds);
  if (node.type === 'If')
    return [node.clause, node.then, ...(node.else ? [node.else] : [])].some(({ commands }) =>
      commands.some(({ command }) => holds(command)),
    );
  return node.type === 'While' || node.type === 'For';
}
