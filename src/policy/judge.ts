// A block made ready, its reading and the policies in; one verdict out: the strictest of all.
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Effect, Reading } from '../effects.ts';
import { visibleLine } from '../text/visible.ts';
import type { Decision, Proposal, Reason, Verdict } from '../types.ts';
import { consult } from './consult.ts';
import { coveringRules, coversEffect } from './covering-rules.ts';
import { meetsLanguage } from './meets.ts';
import { type CompiledPolicy, type Policy, type Rule, STRICTNESS, type Subject } from './policy.ts';
import { ruleMatches } from './rule-matches.ts';

/** A reason, and whether a rule demanded it or only a default or want of knowledge led to it. */
interface Said {
  readonly reason: Reason;
  readonly demanded: boolean;
  readonly confirm: boolean;
}

/** What becomes of a block that no rule speaks about. */
const BY_DEFAULT: Readonly<Record<Decision, string>> = {
  allow: 'No rule stops it.',
  ask: 'No rule allows it.',
  deny: 'No rule allows it.',
};

/**
 * Judges a block by every policy; the strictest verdict counts, so adding a policy can only tighten.
 *
 * Without any policy the block is a default ask. A module that throws or answers anything but an `ApprovalResponse` denies.
 *
 * @example
 * ```ts
 * import { analyse, judge, loadPolicy } from 'approve-run';
 *
 * const place = { cwd: '/home/me/project', home: '/home/me' };
 * const block = { index: 1, language: 'bash', code: 'rm -rf ~/old', line: 1, digest: '' };
 * const proposal = { block, tool: 'bash', argv: ['/bin/bash', '{fd}'], cwd: place.cwd, sandbox: 'none' } as const;
 * const { decision } = await judge(proposal, await analyse(block.code, 'bash', place), [await loadPolicy('deny-dangerous')]);
 * console.log(decision); // deny
 * ```
 */
export async function judge(proposal: Proposal, reading: Reading, policies: readonly Policy[]): Promise<Verdict> {
  const subject: Subject = { tool: proposal.tool, place: { cwd: proposal.cwd, home: homeFolder() }, reading };
  const said: Said[] = [];
  for (const policy of policies) {
    if ('approve' in policy) said.push({ reason: await consult(policy, proposal, reading), demanded: false, confirm: false });
    else said.push(...judgeByRules(policy, subject));
  }
  // What decides comes first: the strictest, and among asks those that a rule demands.
  said.sort(
    (one, other) => rank(other.reason.decision) - rank(one.reason.decision) || Number(other.demanded) - Number(one.demanded),
  );
  const decision = said[0]?.reason.decision ?? 'ask';
  const asks = decision === 'ask' ? said.filter(({ reason }) => reason.decision === 'ask') : [];
  return {
    decision,
    demanded: asks.some(({ demanded }) => demanded),
    ...(asks.some(({ confirm }) => confirm) ? { confirm: 'code' as const } : {}),
    reasons: said.map(({ reason }) => reason),
  };
}

function judgeByRules(policy: CompiledPolicy, subject: Subject): readonly Said[] {
  const matching = policy.rules.filter((rule) => rule.decision !== 'allow' && ruleMatches(rule, subject));
  const allowing = policy.rules.filter((rule) => rule.decision === 'allow');
  // An ask lifts a default of deny as an allow would, so it too must prove the whole block: one match is not enough.
  const lifting = policy.default === 'deny' ? policy.rules.filter((rule) => rule.decision !== 'deny') : allowing;
  const covering = coveringRules(lifting, subject);
  const holds = policy.default !== 'deny' || covering !== undefined || matching.some((rule) => rule.decision === 'deny');
  const rules = matching.length === 0 ? (covering ?? []) : holds ? matching : [];
  return rules.length > 0 ? rules.map((rule) => byRule(policy, rule)) : [byDefault(policy, allowing, subject)];
}

function byRule(policy: CompiledPolicy, rule: Rule): Said {
  return {
    reason: { policy: policy.name, rule: rule.id, because: rule.because, decision: rule.decision },
    demanded: rule.decision === 'ask',
    confirm: rule.decision === 'ask' && rule.confirm === 'code',
  };
}

/** No rule that stops holds, so only an allow rule can have spoken about what cannot be told. */
function byDefault(policy: CompiledPolicy, allowing: readonly Rule[], subject: Subject): Said {
  const covered = (effect: Effect) =>
    allowing.some(({ when }) => meetsLanguage(when, subject.tool) && coversEffect(when, effect, subject));
  const open = subject.reading.effects.filter(({ kind }) => kind === 'opaque' || kind === 'unread');
  const floor = open.filter((effect) => !covered(effect)).sort((one, other) => one.kind.localeCompare(other.kind))[0];
  const opaque = floor?.kind === 'opaque';
  const raised = floor !== undefined && (policy.default === 'allow' || (policy.default === 'ask' && opaque));
  return {
    reason: {
      policy: policy.name,
      rule: 'default',
      because: raised ? `No rule speaks about what cannot be told: ${visibleLine(floor.says)}.` : BY_DEFAULT[policy.default],
      decision: raised ? 'ask' : policy.default,
    },
    demanded: raised && opaque,
    confirm: false,
  };
}

function rank(decision: Decision): number {
  return STRICTNESS.indexOf(decision);
}

/** Real, as the cwd of a proposal is: otherwise `~/x` in a rule and in a reading could be two places. */
export function homeFolder(): string {
  try {
    return realpathSync(homedir());
  } catch {
    return homedir();
  }
}
