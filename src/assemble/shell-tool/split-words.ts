// One simple command in; its words after quote removal, or why it is more than one simple command, out. Expands nothing.

export type Split = { readonly words: readonly string[] } | { readonly fault: string };

/** What is looked for in the whole text, before any quotes count. */
const NEVER: readonly (readonly [RegExp, string])[] = [
  [/[\n\r]/, 'a line break would begin another command'],
  [/[^\P{Cc}\t]/u, 'it holds a control character'],
  [/\p{Cs}/u, 'it holds half of a character'],
  [/^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/, 'a variable cannot be set in front of a command'],
];

const TOKEN = /[ \t]+|'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^'"\\]/gsuy;
const ONE_COMMAND = 'one plain command runs here, without a shell';

/**
 * Reads the quotes of a shell and nothing else of it.
 *
 * @example splitWords(`echo 'a; b' "c | d"`) // { words: ['echo', 'a; b', 'c | d'] }
 */
export function splitWords(command: string): Split {
  const text = command.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
  const never = NEVER.find(([pattern]) => pattern.test(text));
  if (never !== undefined) return { fault: `${never[1]}; ${ONE_COMMAND}` };
  const words: string[] = [];
  let word: string | undefined;
  let end = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    end = index + token.length;
    const fault = faultOf(token, text[end], word === undefined);
    if (fault !== undefined) return { fault: `${fault}; ${ONE_COMMAND}` };
    if (!/^[ \t]/.test(token)) word = (word ?? '') + meant(token);
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (end < text.length) return { fault: 'unbalanced quotes' };
  if (word !== undefined) words.push(word);
  if (words[0] === undefined || words[0] === '' || words[0].startsWith('-')) return { fault: 'it names no command' };
  return { words };
}

function faultOf(token: string, next: string | undefined, startsWord: boolean): string | undefined {
  if (/^[|&;<>()]$/.test(token)) return `"${token}" would join commands, or redirect one`;
  if (token === '`' || (token === '$' && /[('"]/.test(next ?? ''))) return 'a substitution would run another command';
  if (token.startsWith('"') && /`|\$\(/.test(token.replace(/\\./gs, ''))) return 'a substitution would run another command';
  return token === '#' && startsWord ? 'it holds a comment' : undefined;
}

function meant(token: string): string {
  if (token.startsWith("'")) return token.slice(1, -1);
  if (token.startsWith('"')) return token.slice(1, -1).replace(/\\([$`"\\])/g, '$1');
  return token.startsWith('\\') ? token.slice(1) : token;
}
