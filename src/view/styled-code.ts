// Code that is safe to show in; its pieces, each with what it is in its language, out. Loaded only when a block is shown in colour.
import type { Element, RootContent } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import perl from 'highlight.js/lib/languages/perl';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import typescript from 'highlight.js/lib/languages/typescript';
import { createLowlight } from 'lowlight';

const lowlight = createLowlight({
  bash,
  sh: bash,
  zsh: bash,
  python,
  node: javascript,
  typescript,
  ruby,
  perl,
  pwsh: powershell,
});

/** Few of them: what is text, what is a comment, what is the language's own. Everything else stays plain. */
const STYLES = {
  'hljs-comment': 'comment',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-keyword': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-number': 'value',
  'hljs-variable': 'value',
  'hljs-subst': 'value',
} as const;

export type CodeStyle = (typeof STYLES)[keyof typeof STYLES] | 'plain';

export interface StyledPiece {
  readonly text: string;
  readonly style: CodeStyle;
}

/** Beyond this, colouring takes longer than a person wants to wait. */
const LONGEST = 100_000;
/** The time that a word, or a run of blanks and empty lines, takes grows with the square of its length. */
const LONG_RUN = /\S{1000}|\s{1000}/;

/** @returns The same text, in pieces. */
export function styledCode(code: string, tool: string): readonly StyledPiece[] {
  if (code.length > LONGEST || LONG_RUN.test(code) || !lowlight.registered(tool)) return [{ text: code, style: 'plain' }];
  const pieces: StyledPiece[] = [];
  // No recursion: code may be nested deeper than the stack is.
  const rest: { readonly node: RootContent; readonly style: CodeStyle }[] = lowlight
    .highlight(tool, code)
    .children.map((node) => ({ node, style: 'plain' as const }))
    .reverse();
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, style } = next;
    if (node.type === 'text') pieces.push({ text: node.value, style });
    if (node.type !== 'element') continue;
    const inner = styleOf(node) ?? style;
    for (const child of node.children.toReversed()) rest.push({ node: child, style: inner });
  }
  return pieces;
}

function styleOf({ properties: { className } }: Element): CodeStyle | undefined {
  const names = Array.isArray(className) ? className.map(String) : [];
  return names.flatMap((name) => (isStyled(name) ? STYLES[name] : []))[0];
}

function isStyled(name: string): name is keyof typeof STYLES {
  return Object.hasOwn(STYLES, name);
}
