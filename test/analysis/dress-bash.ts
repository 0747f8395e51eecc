// Bash that is written in another way and does the same: words, wrappers, nesting, encodings, surroundings.
import { gzipSync } from 'node:zlib';
import { base64, type Dressing, hex, one, type Pick, pieces } from './dress.ts';

/** Words and operators of one line; everything that is no operator is a literal word. */
export type Line = readonly string[];

const OPERATOR = /^(?:\|&?|&&|\|\||;|&|[0-9]*[<>]+)$/;

function single(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function double(text: string): string {
  return `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + (/[a-m]/i.test(letter) ? 13 : -13)));
}

function octal(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\0${byte.toString(8)}`).join('');
}

function escaped(text: string): string {
  return text.replace(/[^\w/.:@%+=-]/g, '\\$&');
}

/** One word, as it could be quoted. What it sets beforehand goes to `before`. */
function word(text: string, pick: Pick, before: string[]): string {
  switch (pick(9)) {
    case 0:
      return single(text);
    case 1:
      return double(text);
    case 2:
      return text.replace(/./g, (letter) => `\\${letter}`);
    case 3:
      return `$'${hex(text, '\\x')}'`;
    case 4:
      return pieces(text, pick)
        .map((piece) => one(pick, single, double, escaped)(piece))
        .join('');
    case 5:
      return pieces(text, pick)
        .map((piece) => `${escaped(piece)}''`)
        .join('""');
    case 6: {
      const names = pieces(text, pick).map((piece) => {
        const name = `v${before.length}`;
        before.push(`${name}=${one(pick, single, double)(piece)}`);
        return name;
      });
      return `"${names.map((name) => `\${${name}}`).join('')}"`;
    }
    default:
      return escaped(text);
  }
}

/** A line with each word quoted in its own way, and its first command perhaps behind wrappers. */
export function line(words: Line, wrappers: readonly string[], pick: Pick): string {
  const before: string[] = [];
  const shown = words.map((text) => (OPERATOR.test(text) ? text : word(text, pick, before)));
  return [...before, [...wrappers, ...shown].join(' ')].join('\n');
}

/** In an order in which they can stand before one another. */
export const BASH_WRAPPERS = [
  'time',
  'command',
  'env',
  'env -i PATH=/usr/bin:/bin',
  'nohup',
  'timeout 5',
  'timeout -k 1 --signal=KILL 5s',
  'nice',
  'nice -n 10',
  'setsid -w',
  'stdbuf -oL',
] as const;

/** A heredoc needs a word that is not in it. */
function end(code: string): string {
  return `END${code.length}`;
}

export const BASH_NESTINGS: readonly Dressing[] = [
  (code) => `bash -c ${single(code)}`,
  (code) => `bash -c ${double(code)}`,
  (code) => `/usr/bin/env bash -ec ${single(code)} name`,
  (code) => `eval ${single(code)}`,
  (code) => `eval ${double(code)}`,
  (code) => `echo ${base64(code)} | base64 -d | bash`,
  (code) => `bash -c "$(echo ${base64(code)} | base64 --decode)"`,
  (code) => `eval "$(base64 -d <<< ${base64(code)})"`,
  (code) => `code=${base64(code)}\nprintf %s "$code" | base64 -d | bash -s`,
  (code) => `printf ${single(hex(code, '\\x'))} | bash`,
  (code) => `echo ${hex(code)} | xxd -r -p | bash`,
  (code) => `bash <<'${end(code)}'\n${code}\n${end(code)}`,
  (code) => `cat <<'${end(code)}' | bash -\n${code}\n${end(code)}`,
  (code) => `bash <<< ${single(code)}`,
  (code) => `echo ${gzipSync(code).toString('base64')} | base64 -d | gunzip | bash`,
  (code) => `printf '%s\\n' ${single(rot13(code))} | tr 'A-Za-z' 'N-ZA-Mn-za-m' | bash`,
  (code) => `rev <<< ${single([...base64(code)].reverse().join(''))} | base64 -d | bash`,
  (code) => `echo -e ${single(hex(code, '\\x'))} | bash`,
  (code) => `printf '%b' ${single(octal(code))} | bash /dev/stdin`,
  (code) => `. /dev/stdin <<'${end(code)}'\n${code}\n${end(code)}`,
  (code) => `printf %s ${single(code)} | xargs -0 bash -c`,
  (code) => `find . -maxdepth 0 -exec bash -c ${single(code)} \\;`,
  (code) => `source <(printf '%s\\n' ${single(code)})`,
  (code) => `cat > run.sh <<'${end(code)}'\n${code}\n${end(code)}\nbash run.sh`,
];

export const BASH_SURROUNDINGS: readonly Dressing[] = [
  (code) => `# only looks\n\n${code}\n\n# done`,
  (code) => `ls -la\n${code}\necho done`,
  (code) => `set -euo pipefail\ncd "$(pwd)" || true\n${code}`,
  (code) => `work${code.length}() {\n${code}\n}\nwork${code.length}`,
  (code) => `if [ -d . ]; then\n${code}\nfi`,
  (code) => `if false; then :; else\n${code}\nfi`,
  (code) => `for i in 1; do\n${code}\ndone`,
  (code) => `while true; do\n${code}\nbreak\ndone`,
  (code) => `case x in\n*)\n${code}\n;;\nesac`,
  (code) => `(\n${code}\n)`,
  (code) => `{\n${code}\n} 2> /dev/null`,
  (code) => `true && {\n${code}\n}`,
  (code) => `result=$(\n${code}\n)`,
  (code) => `trap ${single(code)} EXIT`,
  (code) => `{\n${code}\n} &\nwait`,
  (code) =>
    `shopt -s expand_aliases\nfunction task${code.length} {\n${code}\n}\nalias go${code.length}=task${code.length}\ngo${code.length}`,
  (code) => `until false; do\n${code}\nbreak\ndone`,
  (code) => `if ! {\n${code}\n}; then echo no; fi`,
  (code) => `echo "result: $(\n${code}\n)"`,
  (code) => `cat <(\n${code}\n) > out.txt`,
];

/** The same text as data: nothing runs it. */
export const BASH_DATA: readonly Dressing[] = [
  (text) => `echo ${single(text)}`,
  (text) => `echo ${double(text)}`,
  (text) => `printf '%s\\n' ${single(text)} > notes.txt`,
  (text) => `cat > notes.md <<'${end(text)}'\n${text}\n${end(text)}`,
  (text) => `tee -a notes.md <<'${end(text)}' > /dev/null\n${text}\n${end(text)}`,
  (text) => `ls\n${text.replace(/^/gm, '# ')}\nls`,
  (text) => `git commit -m ${single(text)}`,
  (text) => `grep -rnF ${single(text)} src/ || true`,
  (text) => `text=${single(text)}\necho "\${#text}"`,
  (text) => `jq -n --arg code ${single(text)} '{ code: $code }' > case.json`,
  (text) => `echo ${single(JSON.stringify({ text }))} > case.json`,
  (text) => `[ "$1" = ${single(text)} ] && echo same`,
  (text) => `echo ${base64(text)} > case.b64`,
];
