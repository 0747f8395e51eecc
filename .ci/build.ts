// Sources in, `dist/` out: bundles split by what is loaded when, type declarations, the built-in policies as JSON, the JSON schema
// of config files, the parts of completion that are written in shell, and the licences of what was bundled in.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type OutputChunk, rolldown } from 'rolldown';
import { compilePolicies } from '../src/policy/compile.ts';
import { configJsonSchema } from './json-schema.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** What is always loaded together, with all that it imports, is one file: each file costs about a millisecond at start. */
const CHUNKS = [
  { name: 'base', test: /src\/(errors|text\/visible)\.ts$/ },
  { name: 'program', test: /src\/cli\/program\.ts$/ },
  { name: 'run', test: /src\/(cli\/(run-command|assemble)|execution\/local-executor)\.ts$/ },
  { name: 'ask', test: /src\/approval\/prompt\/ask-prompt\.ts$/ },
];

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
writeFileSync(join(dist, 'policies.json'), JSON.stringify(await compilePolicies(join(root, 'policies'))));
writeFileSync(join(dist, 'approvalrc.schema.json'), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
cpSync(join(root, 'src/cli/completion'), join(dist, 'completion'), {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
});
const [command, library] = await Promise.all([
  // CommonJS: without Node's module loader the command line starts a tenth faster. The library is ESM only.
  bundle('src/cli/main.ts', 'cli', 'cjs'),
  bundle('src/index.ts', 'index', 'js'),
  declarations(),
]);
writeFileSync(join(dist, 'licenses.txt'), licences([...command, ...library]));

/** The two are bundled apart: shared chunks would be smaller, and more of them to load at each start. */
async function bundle(entry: string, name: string, ending: 'cjs' | 'js'): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: { [name]: join(root, entry) },
    platform: 'node',
    // Only cosmiconfig's loader for TypeScript configuration asks for it, and that loader is never used.
    external: ['typescript'],
  });
  const { output } = await build.write({
    dir: dist,
    format: ending === 'cjs' ? 'cjs' : 'esm',
    entryFileNames: `${name}/[name].${ending}`,
    chunkFileNames: `${name}/[name]-[hash].${ending}`,
    // Node shows the line that threw: a library in one long line would bury its own message.
    minify: ending === 'cjs',
    codeSplitting: { groups: CHUNKS.map((group, index) => ({ ...group, priority: CHUNKS.length - index })) },
  });
  return output.filter((file) => file.type === 'chunk');
}

async function declarations(): Promise<void> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = [
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--outDir',
    join(dist, 'types'),
    '--rootDir',
    join(root, 'src'),
  ];
  const files = ['src/index.ts'];
  await promisify(execFile)(process.execPath, [tsc, '--ignoreConfig', ...inherited(), ...options, ...files], { cwd: root });
}

/** tsc takes no files beside a tsconfig, so the settings that matter for declarations are handed over as flags. */
function inherited(): string[] {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return Object.entries(compilerOptions as Record<string, unknown>)
    .filter(([name]) => name !== 'noEmit')
    .flatMap(([name, value]) => [`--${name}`, String(value)]);
}

function licences(bundled: readonly OutputChunk[]): string {
  const folders = new Set<string>();
  for (const id of bundled.flatMap((chunk) => chunk.moduleIds)) {
    const folder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders].sort().map(licenceOf).join('\n');
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) : undefined;
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
