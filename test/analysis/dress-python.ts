// Python that is written in another way and does the same: how a function is reached, how texts are made, what is around.
import { deflateSync } from 'node:zlib';
import { base64, type Called, type Dressing, hex, indent, one, type Pick, pieces } from './dress.ts';

/** A text as Python writes it; all that is dressed here is plain. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function single(text: string): string {
  return `'${quoted(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function joined(text: string, pick: Pick): string {
  return pieces(text, pick)
    .map((piece) => one(pick, quoted, single)(piece))
    .join(one(pick, ' + ', ' '));
}

function value(text: string, pick: Pick): string {
  switch (pick(9)) {
    case 0:
      return `(${joined(text, pick)})`;
    case 1:
      return `"".join([${pieces(text, pick).map(quoted).join(', ')}])`;
    case 2:
      return `f"{${pieces(text, pick).map(single).join('}{')}}"`;
    case 3:
      return `${quoted([...text].reverse().join(''))}[::-1]`;
    case 4:
      return `bytes.fromhex("${hex(text)}").decode()`;
    case 5:
      return `"".join(chr(n) for n in [${[...Buffer.from(text)].join(', ')}])`;
    case 6:
      return `"{}{}".format(${quoted(text.slice(0, 2))}, ${quoted(text.slice(2))})`;
    case 7:
      return `"${hex(text, '\\x')}"`;
    default:
      return quoted(text);
  }
}

/** A call of a function of a module, however that is reached. */
export function pythonCall({ module, name, args }: Called, pick: Pick): string {
  const given = `(${args.map((arg) => (typeof arg === 'string' ? value(arg, pick) : arg.code)).join(', ')})`;
  switch (pick(12)) {
    case 0:
      return `import ${module} as m\nm.${name}${given}`;
    case 1:
      return `from ${module} import ${name}\n${name}${given}`;
    case 2:
      return `from ${module} import ${name} as f\nf${given}`;
    case 3:
      return `import ${module}\ngetattr(${module}, ${joined(name, pick)})${given}`;
    case 4:
      return `__import__(${joined(module, pick)}).${name}${given}`;
    case 5:
      return `import importlib\nimportlib.import_module(${value(module, pick)}).${name}${given}`;
    case 6:
      return `import ${module}\nvars(${module})[${value(name, pick)}]${given}`;
    case 7:
      return `import ${module}\n[${module}.${name}][0]${given}`;
    case 8:
      return `import ${module}\nf = ${module}.${name}\nf${given}`;
    case 9:
      return `import ${module}\nactions = {"a": ${module}.${name}}\nactions["a"]${given}`;
    case 10:
      return `from ${module} import *\n${name}${given}`;
    default:
      return `import ${module}\n${module}.${name}${given}`;
  }
}

/** Functions may not import everything. */
function named(code: string): string {
  return code.replace(/^( *from \w+ import )\*(\n *)(\w+)/gm, '$1$3$2$3');
}

export const PYTHON_DRESSINGS: readonly Dressing[] = [
  (code) => `exec(${quoted(code)})`,
  (code, pick) => `exec(${joined(code, pick)})`,
  (code) => `exec(compile(${quoted(code)}, "x", "exec"))`,
  (code) => `import base64\nexec(base64.b64decode("${base64(code)}"))`,
  (code) => `from base64 import b64decode as d\nexec(d(b"${base64(code)}").decode())`,
  (code) => `exec(bytes.fromhex("${hex(code)}"))`,
  (code) => `eval(compile(${quoted(code)}, "x", "exec"))`,
  (code) => `(lambda code: exec(code))(${quoted(code)})`,
  (code) => `def main():\n${indent(named(code))}\nmain()`,
  (code) => `class Task:\n${indent(`def __init__(self):\n${indent(`exec(${quoted(code)})`)}`)}\nTask()`,
  (code) => `if __name__ == "__main__":\n${indent(code)}`,
  (code) => `try:\n${indent(code)}\nexcept Exception as error:\n    print(error)`,
  (code) => `try:\n    1 / 0\nexcept ZeroDivisionError:\n${indent(code)}`,
  (code) => `for i in range(1):\n${indent(code)}`,
  (code) => `if 1 > 2:\n    pass\nelse:\n${indent(code)}`,
  (code) => `with open("notes.txt") as file:\n${indent(code)}`,
  (code) => `import subprocess\nsubprocess.run(["python3", "-c", ${quoted(code)}])`,
  (code) => `import subprocess, sys\nsubprocess.run([sys.executable, "-c", ${quoted(code)}], check=True)`,
  (code) => `import asyncio\nasync def main():\n${indent(`exec(${quoted(code)})`)}\nasyncio.run(main())`,
  (code) => `import os\nos.system("python3 - <<'END'\\n" + ${quoted(code)} + "\\nEND")`,
  (code) => `import zlib\nexec(zlib.decompress(bytes.fromhex("${deflateSync(code).toString('hex')}")))`,
  (code) => `[exec(code) for code in [${quoted(code)}]]`,
  (code) => `import codecs\nexec(codecs.decode("${hex(code)}", "hex"))`,
  (code) => `open("run.py", "w").write(${quoted(code)})\nimport subprocess\nsubprocess.run(["python3", "run.py"])`,
  (code) => `# only looks\n\n${code}\n\n# done`,
  (code) => `import json\nprint(json.dumps({"a": [1, 2]}))\n${code}\nprint("done")`,
  (code) => `"""Counts lines."""\ncount = 0\n${code}\ncount += 1`,
];

/** The same text as data: nothing runs it. */
export const PYTHON_DATA: readonly Dressing[] = [
  (text) => `print(${quoted(text)})`,
  (text, pick) => `text = ${value(text, pick)}\nprint(len(text), text.upper())`,
  (text) => `with open("notes.txt", "w") as file:\n    file.write(${quoted(text)})`,
  (text) => `from pathlib import Path\nPath("docs/notes.md").write_text(${quoted(text)})`,
  (text) => `import json\njson.dump({"code": ${quoted(text)}}, open("case.json", "w"))`,
  (text) => `${text.replace(/^/gm, '# ')}\nprint(1)`,
  (text) => `import re\nprint(re.findall(re.escape(${quoted(text)}), open("notes.txt").read()))`,
  (text) => `def check():\n    ${quoted(text)}\n    return 1\nassert check() == 1, ${quoted(text)}`,
  (text) => `cases = [(${quoted(text)}, False), ("ls", True)]\nfor code, safe in cases:\n    print(f"{code}: {safe}")`,
  (text) => `import subprocess\nsubprocess.run(["git", "commit", "-m", ${quoted(text)}], check=True)`,
  (text) => `import base64\nprint(base64.b64encode(${quoted(text)}.encode()).decode())`,
];
