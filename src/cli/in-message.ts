// A block of somebody's message in; where it stands, for people, out.
import type { CodeBlock } from '../types.ts';

export function inMessage({ line }: CodeBlock, turn: number): string {
  return `turn ${turn}, line ${line}`;
}
