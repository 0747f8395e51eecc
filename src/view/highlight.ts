// Code that is safe to show in, the same code with colours out. Loaded only when a block is shown in colour.
import { chalkStderr as chalk } from 'chalk';
import { type CodeStyle, styledCode } from './styled-code.ts';

const STYLES: Readonly<Record<CodeStyle, (text: string) => string>> = {
  plain: (text) => text,
  comment: chalk.dim,
  string: chalk.green,
  keyword: chalk.blue,
  value: chalk.cyan,
};

export function highlight(code: string, tool: string): string {
  return styledCode(code, tool)
    .map(({ text, style }) => STYLES[style](text))
    .join('');
}
