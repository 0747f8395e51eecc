// A temporary folder with every task that the benchmarks run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const FENCES = 20_000;
const GIGABYTE = 'yes | head -c 1000000000';
export const BLOCK_COUNTS = [1, 10, 200] as const;
/** Harmless code a language; no reader knows ruby, so it shows what reading costs in the others. */
export const SAMPLES = { ruby: 'puts 1', bash: 'true', python: 'print(1)', js: 'console.log(1)' };

export interface Scratch {
  readonly work: string;
  readonly home: string;
  /** Absolute path of one of the files below. */
  file(name: string): string;
  remove(): void;
}

export function makeScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'approve-run-bench-'));
  const [work, home] = [join(folder, 'work'), join(folder, 'home')];
  mkdirSync(work);
  mkdirSync(home);
  const file = (name: string) => join(work, name);
  for (const count of BLOCK_COUNTS) {
    writeFileSync(file(`${count}.md`), fence('bash', 'true').repeat(count));
    writeFileSync(file(`${count}.sh`), `for _ in {1..${count}}; do bash -c true; done\n`);
  }
  for (const [language, code] of Object.entries(SAMPLES)) writeFileSync(file(`${language}.md`), fence(language, code));
  writeFileSync(file('gigabyte.md'), fence('bash', GIGABYTE));
  writeFileSync(file('gigabyte.sh'), GIGABYTE);
  writeFileSync(file('large.md'), largeDocument());
  return { work, home, file, remove: () => rmSync(folder, { recursive: true }) };
}

function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\`\n\n`;
}

const PROSE = `${'Some *prose* with `code`, a [link](https://example.com) and 1 < 2. '.repeat(3).trim()}\n\n`;
const CODE = 'for name in a b c; do\n  printf "%s\\n" "$name" | tr a-z A-Z\ndone\n'.repeat(4);

/** What one in ten fences looks like; plain ones make up the other half. */
const SHAPES: readonly ((code: string) => string)[] = [
  (code) => `~~~bash\n${code}~~~\n\n`,
  (code) => `\`\`\`\`markdown\n\`\`\`bash\n${code}\`\`\`\n\`\`\`\`\n\n`,
  (code) => `1. A step\n\n${indent(`\`\`\`bash\n${code}\`\`\`\n`, '   ')}\n`,
  (code) => `${indent(`\`\`\`bash\n${code}\`\`\`\n`, '> ')}\n`,
  (code) => `- One\n  - Two\n\n${indent(`~~~bash\n${code}~~~\n`, '    ')}\n`,
];

/** 10 MB of markdown that holds exactly `FENCES` fenced blocks. */
function largeDocument(): string {
  const plain = (code: string) => `\`\`\`bash\n${code}\`\`\`\n\n`;
  const parts = Array.from({ length: FENCES }, (_, index) => PROSE + (SHAPES[(index % 10) - 5] ?? plain)(CODE));
  return parts.join('');
}

function indent(text: string, by: string): string {
  return text.replace(/^/gm, by).slice(0, -by.length);
}
