// `approve-run policy list | show NAME | test FILE`: names and paths in; what the policies say out.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, PolicyError, UsageError } from '../errors.ts';
import { builtInPolicies, PACKAGE_FOLDER } from '../policy/built-in.ts';
import { visible, visibleLine } from '../text/visible.ts';
import { BUILT_IN_TOOLS } from '../tool/tools.ts';
import { openPolicy } from './assemble.ts';
import { paintStdout as paint } from './view/paint.ts';

export async function listPolicies(): Promise<number> {
  for (const { name, description } of Object.values(builtInPolicies())) {
    process.stdout.write(`${paint.strong(name.padEnd(16))} ${description}\n`);
  }
  return EXIT.ok;
}

/** The YAML as its authors wrote it, comments and examples included. */
export async function showPolicy(name: string): Promise<number> {
  const builtIn = Object.hasOwn(builtInPolicies(), name);
  if (!builtIn && !name.includes('/')) {
    throw new UsageError(
      `no policy is called "${visibleLine(name)}". approve-run policy list names them; a file needs a path, such as ./${visibleLine(name)}.`,
    );
  }
  const folder = join(PACKAGE_FOLDER, 'policies');
  process.stdout.write(visible(await readText(builtIn ? join(folder, `${name}.yaml`) : name)));
  return EXIT.ok;
}

/** Loading is the test: a policy that fails an example does not load. */
export async function testPolicy(file: string): Promise<number> {
  const path = file.includes('/') ? file : `./${file}`;
  const policy = await openPolicy(path, process.cwd(), false, BUILT_IN_TOOLS);
  if (!('rules' in policy))
    throw new PolicyError(`${visibleLine(file)} is a module; only policies of data have examples to test.`);
  const examples = policy.rules.reduce((sum, rule) => sum + rule.match.length + rule.notMatch.length, 0);
  process.stdout.write(
    `${paint.good('✓')} ${visibleLine(policy.name)}: ${policy.rules.length} rules, ${examples} examples of its own, all as written\n`,
  );
  return EXIT.ok;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new PolicyError(`Cannot read ${visibleLine(path)}: ${(error as NodeJS.ErrnoException).code}.`, { cause: error });
  }
}
