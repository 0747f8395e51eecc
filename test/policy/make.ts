// Short ways to write the parts that the policy room is given: effects, commands, proposals, rules.
import type { Command, Effect, EffectKind, Reading } from '../../src/effects.ts';
import type { CompiledPolicy, Condition, ModulePolicy, Rule } from '../../src/policy/policy.ts';
import type { ApprovalFunction, Decision, Proposal } from '../../src/types.ts';

export function effect(kind: EffectKind, more: Partial<Effect> = {}): Effect {
  return { kind, says: `does ${kind}`, line: 1, via: [], ...more };
}

export function command(line: string, literal = true): Command {
  return { argv: line.split(' '), literal, line: 1 };
}

export function reading(effects: readonly Effect[], ...commands: readonly Command[]): Reading {
  return { effects, commands };
}

export function proposal(tool = 'bash', cwd = '/home/user/project'): Proposal {
  return {
    block: { index: 1, language: tool, code: 'the code', line: 3, digest: 'abc' },
    tool,
    argv: [`/bin/${tool}`],
    cwd,
    sandbox: 'none',
  };
}

export function rule(decision: Decision, when: Condition, more: Partial<Rule> = {}): Rule {
  return { id: `${decision}-rule`, decision, because: `${decision} it`, when, match: [], notMatch: [], ...more };
}

export function policy(fallback: Decision, ...rules: readonly Rule[]): CompiledPolicy {
  return { name: `default-${fallback}`, description: 'made by a test', default: fallback, rules };
}

export function module(approve: (...request: Parameters<ApprovalFunction>) => unknown): ModulePolicy {
  return { name: 'p.mjs', approve: approve as ApprovalFunction };
}
