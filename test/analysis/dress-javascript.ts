// JavaScript that is written in another way and does the same: how a function is reached, how texts are made, what is around.
import { deflateSync } from 'node:zlib';
import { base64, type Called, type Dressing, hex, one, type Pick, pieces } from './dress.ts';

function quoted(text: string): string {
  return JSON.stringify(text);
}

function template(text: string): string {
  return `\`${text.replace(/[\\`$]/g, '\\$&')}\``;
}

function joined(text: string, pick: Pick): string {
  return pieces(text, pick)
    .map((piece) => one(pick, quoted, template)(piece))
    .join(' + ');
}

function value(text: string, pick: Pick): string {
  switch (pick(9)) {
    case 0:
      return `(${joined(text, pick)})`;
    case 1:
      return `[${pieces(text, pick).map(quoted).join(', ')}].join("")`;
    case 2:
      return `\`${pieces(text, pick)
        .map((piece) => `\${${quoted(piece)}}`)
        .join('')}\``;
    case 3:
      return `${quoted([...text].reverse().join(''))}.split("").reverse().join("")`;
    case 4:
      return `Buffer.from("${base64(text)}", "base64").toString()`;
    case 5:
      return `String.fromCharCode(${[...Buffer.from(text)].join(', ')})`;
    case 6:
      return `"${hex(text, '\\x')}"`;
    case 7:
      return `${quoted(text.slice(0, 2))}.concat(${quoted(text.slice(2))})`;
    default:
      return quoted(text);
  }
}

/** A call of a function of a module, however that is reached. */
export function javascriptCall({ module, name, args }: Called, pick: Pick): string {
  const given = `(${args.map((arg) => (typeof arg === 'string' ? value(arg, pick) : arg.code)).join(', ')})`;
  const prefix = one(pick, '', 'node:');
  const from = `${prefix}${module}`;
  switch (pick(12)) {
    case 0:
      return `const m = require(${value(from, pick)});\nm.${name}${given};`;
    case 1:
      return `const { ${name} } = require('${from}');\n${name}${given};`;
    case 2:
      return `const { ${name}: f } = require('${from}');\nf${given};`;
    case 3:
      return `require('${from}')[${joined(name, pick)}]${given};`;
    case 4:
      return `const load = require;\nload(${joined(from, pick)}).${name}${given};`;
    case 5:
      return `const m = await import('${from}');\nm.${name}${given};`;
    case 6:
      return `const key = ${value(name, pick)};\nrequire('${from}')[key]${given};`;
    case 7:
      return `process.getBuiltinModule('${module}').${name}${given};`;
    case 8:
      return `const f = require('${from}').${name};\nf${given};`;
    case 9:
      return `const actions = { a: require('${from}').${name} };\nactions['a']${given};`;
    case 10:
      return `(0, require('${from}').${name})${given};`;
    default:
      return `require('${from}').${name}${given};`;
  }
}

/** A call of a function that a module exports. Only where imports may stand: at the top. */
export function javascriptImport({ module, name, args }: Called, pick: Pick): string {
  const given = `(${args.map((arg) => (typeof arg === 'string' ? value(arg, pick) : arg.code)).join(', ')})`;
  const from = `'${one(pick, '', 'node:')}${module}'`;
  return one(
    pick,
    `import { ${name} } from ${from};\n${name}${given};`,
    `import { ${name} as f } from ${from};\nf${given};`,
    `import * as m from ${from};\nm.${name}${given};`,
    `import m from ${from};\nm[${joined(name, pick)}]${given};`,
    `import m, { ${name} as f } from ${from};\nf${given};`,
  );
}

/** What `eval` takes: no `await` at the top. */
function script(code: string): string {
  return `(async () => {\n${code}\n})()`;
}

export const JAVASCRIPT_EVALS: readonly Dressing[] = [
  (code) => `eval(${quoted(script(code))});`,
  (code) => `(0, eval)(${template(script(code))});`,
  (code, pick) => `eval(${joined(script(code), pick)});`,
  (code) => `new Function('require', ${quoted(`return ${script(code)}`)})(require);`,
  (code) => `Function('require', ${template(script(code))})(require);`,
  (code) => `eval(Buffer.from('${base64(script(code))}', 'base64').toString());`,
  (code) => `eval(atob('${base64(script(code))}'));`,
  (code) => `require('child_process').execFileSync('node', ['-e', ${quoted(script(code))}]);`,
  (code) => `eval(${quoted([...script(code)].reverse().join(''))}.split('').reverse().join(''));`,
  (code) => `eval(require('zlib').inflateSync(Buffer.from('${deflateSync(script(code)).toString('hex')}', 'hex')).toString());`,
  (code) => `require('fs').writeFileSync('run.js', ${quoted(script(code))});\nrequire('child_process').execSync('node run.js');`,
  (code) => `require('vm').runInNewContext(${quoted(script(code))}, { require, process });`,
];

/** Imports stay in front. */
function aroundBody(dressing: Dressing): Dressing {
  return (code, pick) => {
    const imports = /^(?:import .*\n)*/.exec(code)?.[0] ?? '';
    return imports + dressing(code.slice(imports.length), pick);
  };
}

const SURROUNDINGS: readonly Dressing[] = [
  (code) => `(async () => {\n${code}\n})();`,
  (code) => `(async function main() {\n${code}\n})().catch(console.error);`,
  (code) => `class Task {\n  async run() {\n${code}\n  }\n}\nnew Task().run();`,
  (code) => `const run = async () => {\n${code}\n};\nawait run();`,
  (code) => `setTimeout(async () => {\n${code}\n}, 10);`,
  (code) => `Promise.resolve().then(async () => {\n${code}\n});`,
  (code) => `[1].forEach(async (n) => {\n${code}\n});`,
  (code) => `try {\n${code}\n} catch (error) {\n  console.log(error);\n}`,
  (code) => `try { null.x } catch {\n${code}\n}`,
  (code) => `if (process.argv.length > 0) {\n${code}\n}`,
  (code) => `for (const n of [1]) {\n${code}\n}`,
  (code) => `switch (1) {\n  default: {\n${code}\n  }\n}`,
  (code) => `// only looks\n\n${code}\n/* done */`,
  (code) => `const list = [1, 2].map((n) => n * 2);\nconsole.log(list);\n{\n${code}\n}\nconsole.log('done');`,
];

export const JAVASCRIPT_SURROUNDINGS = SURROUNDINGS.map(aroundBody);

/** The same text as data: nothing runs it. */
export const JAVASCRIPT_DATA: readonly Dressing[] = [
  (text) => `console.log(${quoted(text)});`,
  (text, pick) => `const text = ${value(text, pick)};\nconsole.log(text.length, text.toUpperCase());`,
  (text) => `require('fs').writeFileSync('notes.txt', ${quoted(text)});`,
  (text) => `const { writeFile } = require('node:fs/promises');\nawait writeFile('docs/notes.md', ${template(text)});`,
  (text) => `const cases = { code: ${quoted(text)} };\nrequire('fs').writeFileSync('case.json', JSON.stringify(cases));`,
  (text) => `${text.replace(/^/gm, '// ')}\nconsole.log(1);`,
  (text) => `/* ${text.replaceAll('*/', '* /')} */\nconsole.log(1);`,
  (text) => `console.log('notes'.includes(${quoted(text)}), 'a'.replace('a', () => ${quoted(text)}));`,
  (text) => `for (const [code, safe] of [[${quoted(text)}, false], ['ls', true]]) console.log(\`\${code}: \${safe}\`);`,
  (text) => `require('child_process').execFileSync('git', ['commit', '-m', ${quoted(text)}]);`,
  (text) => `throw new Error(${quoted(text)});`,
];
