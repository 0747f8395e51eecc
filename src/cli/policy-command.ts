// `approve-run policy list | show NAME`: names and paths in; what the policies say out. (`policy test` is in policy-test.ts.)
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, PolicyError } from '../errors.ts';
import { builtInPolicies, builtInPolicy } from '../policy/built-in.ts';
import { refKind } from '../policy/policy-ref.ts';
import { visible, visibleLine } from '../text/visible.ts';
import { PACKAGE_FOLDER } from '../tool/package-folder.ts';
import { paintStdout as paint } from '../view/paint.ts';

export async function listPolicies(): Promise<number> {
  for (const { name, description } of Object.values(builtInPolicies())) {
    process.stdout.write(`${paint.strong(name.padEnd(16))} ${description}\n`);
  }
  return EXIT.ok;
}

/** The YAML as its authors wrote it, comments and examples included. */
export async function showPolicy(name: string): Promise<number> {
  const path = refKind(name) === 'name' ? join(PACKAGE_FOLDER, 'policies', `${builtInPolicy(name).name}.yaml`) : name;
  process.stdout.write(visible(await readText(path)));
  return EXIT.ok;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new PolicyError(`Cannot read ${visibleLine(path)}: ${(error as NodeJS.ErrnoException).code}.`, { cause: error });
  }
}
