// TypeScript of somebody who installed the package in; it type-checked and compiled against the built package, out.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Scratch } from './scratch.ts';

const root = join(import.meta.dirname, '../..');

/** As strict as anybody's, declarations of the package included. */
const OPTIONS = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];

/**
 * Compiles `*.ts` files of a scratch folder into `out/`.
 *
 * @returns What the compiler says; `''` when nothing is wrong.
 */
export async function compileAsConsumer(
  place: Scratch,
  files: readonly string[],
  packages: readonly string[] = [],
): Promise<string> {
  place.write('package.json', '{ "type": "module" }');
  for (const name of ['@types/node', ...packages]) link(join(root, 'node_modules', name), join(place.cwd, 'node_modules', name));
  link(root, join(place.cwd, 'node_modules/approve-run'));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await execa(process.execPath, [tsc, ...OPTIONS, '--skipLibCheck', 'false', '--outDir', 'out', ...files], {
    cwd: place.cwd,
    reject: false,
  });
  return stdout;
}

function link(target: string, path: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  symlinkSync(target, path);
}
