// `approve-run policy test POLICY [--corpus cases.jsonl]`: whether a policy does what it says, out. Runs nothing.
import { existsSync } from 'node:fs';
import { EXIT, PolicyError } from '../errors.ts';
import { builtInPolicies } from '../policy/built-in.ts';
import { corpusPlace } from '../policy/corpus-place.ts';
import { homeFolder } from '../policy/judge.ts';
import { judgeCorpus } from '../policy/judge-corpus.ts';
import type { CompiledPolicy } from '../policy/policy.ts';
import { readPolicyFile } from '../policy/policy-file.ts';
import { refKind } from '../policy/policy-ref.ts';
import { readCorpus } from '../policy/read-corpus.ts';
import { selfCheck } from '../policy/self-check.ts';
import { visibleLine } from '../text/visible.ts';
import { BUILT_IN_TOOLS } from '../tool/tools.ts';
import { paintStdout as paint } from '../view/paint.ts';
import { openPolicy } from './assemble.ts';
import { describeCases, reportCorpus } from './policy-report.ts';

export interface PolicyTestOptions {
  readonly corpus?: string;
}

const MOST_CORPUS_BYTES = 64_000_000;
/** Where standard output is no terminal and so has no width. */
const COLUMNS = 120;

export async function testPolicy(name: string, { corpus }: PolicyTestOptions): Promise<number> {
  const policy = await load(name);
  const examples = policy.rules.reduce((sum, rule) => sum + rule.match.length + rule.notMatch.length, 0);
  process.stdout.write(
    `${paint.good('✓')} ${visibleLine(policy.name)}: ${policy.rules.length} rules, ${examples} examples of its own, all as written\n`,
  );
  return corpus === undefined ? EXIT.ok : testCorpus(policy, corpus);
}

/** Loading a file is the test of its examples; a built-in policy is loaded as the build left it, and tested here. */
async function load(name: string): Promise<CompiledPolicy> {
  const builtIn = Object.hasOwn(builtInPolicies(), name);
  // A file may have any name; what is neither is told which names there are.
  const isName = builtIn || (refKind(name) === 'name' && !existsSync(name));
  const ref = isName || name.includes('/') ? name : `./${name}`;
  const policy = await openPolicy(ref, process.cwd(), false, BUILT_IN_TOOLS);
  if (!('rules' in policy))
    throw new PolicyError(`${visibleLine(name)} is a module; only policies of data have examples to test.`);
  if (builtIn) await selfCheck(policy, name, await reader(), BUILT_IN_TOOLS);
  return policy;
}

async function testCorpus(policy: CompiledPolicy, file: string): Promise<number> {
  const cases = await readCorpus(await readPolicyFile(file, 'corpus', MOST_CORPUS_BYTES), file);
  const place = corpusPlace(process.cwd(), homeFolder());
  const judged = await judgeCorpus(cases, policy, await reader(), place, BUILT_IN_TOOLS);
  const { text, wrong } = reportCorpus(judged, process.stdout.columns ?? COLUMNS);
  const where = place.cwd === process.cwd() ? 'judged from this folder' : 'judged as if in ~/project';
  process.stdout.write(`${visibleLine(file)}: ${describeCases(judged)}; ${where}, nothing is run\n${text}`);
  return wrong === 0 ? EXIT.ok : EXIT.denied;
}

async function reader() {
  return (await import('../analysis/analyse.ts')).analyse;
}
