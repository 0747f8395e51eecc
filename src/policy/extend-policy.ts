// A policy as written and a way to get at what it extends in, one flat list of rules out.
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { CompiledPolicy, Rule } from './policy.ts';
import { STRICTNESS } from './policy.ts';
import type { Extends, PolicySource } from './policy-schema.ts';

/**
 * `as` takes over what restricts, at that strictness; without it everything is taken over as it stands. A base's default never is.
 *
 * @throws {PolicyError} When `without` names no rule of the base, or two different rules would have the same id.
 */
export async function extendPolicy(
  source: PolicySource,
  file: string,
  load: (ref: string) => Promise<CompiledPolicy>,
): Promise<CompiledPolicy> {
  const fail = (message: string) => new PolicyError(`${visibleLine(file)}: ${visibleLine(message)}`);
  const rules = new Map<string, Rule>();
  for (const entry of source.extends) {
    const base = await load(entry.policy);
    const unknown = entry.without.find((id) => !base.rules.some((rule) => rule.id === id));
    if (unknown !== undefined) {
      throw fail(`extends: "without" names "${unknown}", but ${base.name} has no such rule; it has ${ids(base.rules)}.`);
    }
    for (const rule of inherited(base, entry)) {
      const other = rules.get(rule.id);
      if (other !== undefined && !isSame(other, rule)) {
        throw fail(`extends: ${other.from} and ${rule.from} both have a rule "${rule.id}"; leave one out by "without".`);
      }
      // The same rule by two ways: the stricter reading of it holds, so that order cannot matter.
      rules.set(rule.id, other === undefined || stricter(rule, other) ? rule : other);
    }
  }
  for (const rule of source.rules) {
    const other = rules.get(rule.id);
    if (other !== undefined) {
      throw fail(
        `rule "${rule.id}" is already inherited from ${other.from}; leave that one out by "without", or choose another id.`,
      );
    }
    rules.set(rule.id, rule);
  }
  return { name: source.name, description: source.description, default: source.default, rules: [...rules.values()] };
}

function inherited(base: CompiledPolicy, { as, without }: Extends): readonly Rule[] {
  return base.rules
    .filter((rule) => !without.includes(rule.id) && (as === undefined || rule.decision !== 'allow'))
    .map((rule) => ({ ...rule, decision: as ?? rule.decision, from: rule.from ?? base.name, match: [], notMatch: [] }));
}

/** By content too: another file may call itself by the same name. */
function isSame(one: Rule, other: Rule): boolean {
  return one.from === other.from && JSON.stringify(one.when) === JSON.stringify(other.when);
}

function stricter(one: Rule, other: Rule): boolean {
  return STRICTNESS.indexOf(one.decision) > STRICTNESS.indexOf(other.decision);
}

function ids(rules: readonly Rule[]): string {
  return rules.length === 0 ? 'none' : rules.map(({ id }) => id).join(', ');
}
