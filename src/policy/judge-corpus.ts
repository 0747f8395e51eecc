// Labelled cases, a policy and a reader in; the verdict on each out. Nothing is run, and no file is opened.
import { digestOf } from '../digest.ts';
import type { Effect } from '../effects.ts';
import { findTool } from '../tool/find-tool.ts';
import type { Decision, Reason, Tool } from '../types.ts';
import { judge } from './judge.ts';
import { looksAtEffects } from './meets.ts';
import type { CompiledPolicy, Place, ReadCode, Subject } from './policy.ts';
import type { CorpusCase } from './read-corpus.ts';
import { ruleMatches } from './rule-matches.ts';

export interface JudgedCase extends CorpusCase {
  readonly decision: Decision;
  /** Why: the strictest rule, or the default. */
  readonly reason?: Reason;
  /** What in the code that rule spoke about. */
  readonly effect?: Effect;
}

export async function judgeCorpus(
  cases: readonly CorpusCase[],
  policy: CompiledPolicy,
  read: ReadCode,
  place: Place,
  tools: readonly Tool[],
): Promise<readonly JudgedCase[]> {
  const judged: JudgedCase[] = [];
  for (const [at, entry] of cases.entries()) {
    const { language, code } = entry;
    const tool = findTool(language, tools)?.name ?? language;
    const subject: Subject = { tool, place, reading: await read(code, tool, place) };
    const block = { index: at + 1, language, code, line: 1, digest: digestOf(code) };
    const proposal = { block, tool, argv: [tool] as const, cwd: place.cwd, sandbox: 'none' as const };
    const { decision, reasons } = await judge(proposal, subject.reading, [policy]);
    const [reason] = reasons;
    const effect = reason && effectOf(reason, policy, subject);
    judged.push({ ...entry, decision, ...(reason ? { reason } : {}), ...(effect ? { effect } : {}) });
  }
  return judged;
}

function effectOf(reason: Reason, policy: CompiledPolicy, subject: Subject): Effect | undefined {
  const rule = policy.rules.find(({ id, decision }) => id === reason.rule && decision !== 'allow');
  if (rule === undefined || !looksAtEffects(rule.when)) return undefined;
  const { effects, commands } = subject.reading;
  return effects.find((effect) => ruleMatches(rule, { ...subject, reading: { effects: [effect], commands } }));
}
