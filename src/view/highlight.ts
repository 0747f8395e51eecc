// Code that is safe to show in, the same code with colours out. Loaded only when a block is shown in colour.
import { chalkStderr as chalk } from 'chalk';
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

/** Few colours: what is text, what is a comment, what is the language's own. Everything else stays plain. */
const STYLES: Readonly<Record<string, (text: string) => string>> = {
  'hljs-comment': chalk.dim,
  'hljs-string': chalk.green,
  'hljs-regexp': chalk.green,
  'hljs-keyword': chalk.blue,
  'hljs-literal': chalk.blue,
  'hljs-number': chalk.cyan,
  'hljs-variable': chalk.cyan,
  'hljs-subst': chalk.cyan,
};

/** Beyond this, colouring takes longer than a person wants to wait. */
const LONGEST = 100_000;
/** The time that a word, or a run of blanks and empty lines, takes grows with the square of its length. */
const LONG_RUN = /\S{1000}|\s{1000}/;

export function highlight(code: string, tool: string): string {
  if (code.length > LONGEST || LONG_RUN.test(code) || !lowlight.registered(tool)) return code;
  let out = '';
  // No recursion: code may be nested deeper than the stack is.
  const rest: Styled[] = lowlight
    .highlight(tool, code)
    .children.map((node) => ({ node, style: PLAIN }))
    .reverse();
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, style } = next;
    if (node.type === 'text') out += style(node.value);
    if (node.type !== 'element') continue;
    const inner = styleOf(node) ?? style;
    for (const child of node.children.toReversed()) rest.push({ node: child, style: inner });
  }
  return out;
}

type Style = (text: string) => string;

interface Styled {
  readonly node: RootContent;
  readonly style: Style;
}

const PLAIN: Style = (text) => text;

function styleOf({ properties: { className } }: Element): Style | undefined {
  const names = Array.isArray(className) ? className : [];
  return names.map((name) => STYLES[String(name)]).find(Boolean);
}
