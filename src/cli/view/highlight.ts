// Code that is safe to show in, the same code with colours out. Loaded only when a block is shown in colour.
import { chalkStderr as chalk } from 'chalk';
import type { RootContent } from 'hast';
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

export function highlight(code: string, tool: string): string {
  if (code.length > LONGEST || !lowlight.registered(tool)) return code;
  return lowlight.highlight(tool, code).children.map(colour).join('');
}

function colour(node: RootContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  const text = node.children.map(colour).join('');
  const names = Array.isArray(node.properties.className) ? node.properties.className : [];
  const style = names.map((name) => STYLES[String(name)]).find(Boolean);
  return style === undefined ? text : style(text);
}
