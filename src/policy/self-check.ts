// A policy and a reader in; nothing out, or an error that names the first rule whose own example fails.
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { findTool } from '../tool/find-tool.ts';
import type { Tool } from '../types.ts';
import { coveringRules } from './covering-rules.ts';
import type { CompiledPolicy, Example, Place, ReadCode, Rule, Subject } from './policy.ts';
import { ruleMatches } from './rule-matches.ts';

/** Where examples are read: an ordinary project inside an ordinary home, the same on every machine. */
const EXAMPLE_PLACE: Place = { cwd: '/home/user/project', home: '/home/user' };

/**
 * Checks every rule that brings examples (inherited ones were checked where they were written).
 *
 * @throws {PolicyError} Naming file, rule and example.
 */
export async function selfCheck(policy: CompiledPolicy, file: string, read: ReadCode, tools: readonly Tool[]): Promise<void> {
  for (const rule of policy.rules) {
    for (const [examples, expected] of [[rule.match, true] as const, [rule.notMatch, false] as const]) {
      for (const example of examples) {
        if ((await holds(rule, policy, example, read, tools)) === expected) continue;
        throw new PolicyError(
          `${visibleLine(file)}: rule "${rule.id}" ${expected ? 'does not match its own example' : 'matches an example that it must not match'}: ${visibleLine(example.code)}\nCorrect the rule or the example; nothing runs under a policy that fails its own examples.`,
        );
      }
    }
  }
}

/** An allow rule matches a block that the policy's allow rules prove together and that it has a part in. */
async function holds(
  rule: Rule,
  policy: CompiledPolicy,
  example: Example,
  read: ReadCode,
  tools: readonly Tool[],
): Promise<boolean> {
  const tool = findTool(example.language, tools)?.name ?? example.language;
  const subject: Subject = { tool, place: EXAMPLE_PLACE, reading: await read(example.code, tool, EXAMPLE_PLACE) };
  if (rule.decision !== 'allow') return ruleMatches(rule, subject);
  const allowing = policy.rules.filter(({ decision }) => decision === 'allow');
  return coveringRules(allowing, subject)?.includes(rule) ?? false;
}
