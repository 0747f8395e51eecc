// A pipeline in, what its last command writes out. What one command writes, the next one reads.

import { copyShell, type Scene } from '../scene.ts';
import { EMPTY, type Value } from '../value.ts';
import type { SyntaxNode } from './parse-shell.ts';

export function runPipeline(node: Extract<SyntaxNode, { type: 'Pipeline' }>, scene: Scene): Value {
  if (node.commands.length === 1) {
    const only = node.commands[0];
    return only === undefined ? EMPTY : scene.machine.runNode(only, scene);
  }
  let stdin = scene.stdin;
  for (const command of node.commands) {
    stdin = scene.machine.runNode(command, { ...scene, shell: copyShell(scene.shell), stdin, forking: true });
  }
  return stdin;
}
