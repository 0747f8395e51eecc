// A list of tools in, a policy that denies every other tool out.
import { PolicyError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { findTool } from '../tool/find-tool.ts';
import type { Tool } from '../types.ts';
import type { Policy, Rule } from './policy.ts';

/**
 * @param who Who limits the tools, as the beginning of a sentence: `the task`.
 * @throws {PolicyError} When a word of the list is no tool.
 */
export function onlyTools(allowed: readonly string[], all: readonly Tool[], who: string): Policy {
  const names = allowed.map((word) => {
    const tool = findTool(word, all);
    if (tool !== undefined) return tool.name;
    throw new PolicyError(
      `${visibleLine(who)} allows only certain tools, but "${visibleLine(word)}" is none; tools are ${all.map(({ name }) => visibleLine(name)).join(', ')}.`,
    );
  });
  const list = names.length === 0 ? 'no tool' : `only ${names.map(visibleLine).join(', ')}`;
  const because = visibleLine(`${who} allows ${list}.`);
  const rule = (id: string, decision: Rule['decision'], when: Rule['when']): Rule => ({
    id,
    decision,
    because: because.charAt(0).toUpperCase() + because.slice(1),
    when,
    match: [],
    notMatch: [],
  });
  return {
    name: 'tools',
    description: because,
    default: 'deny',
    rules: [rule('other-tool', 'deny', { exceptLanguage: names }), rule('tool', 'allow', { language: names })],
  };
}
