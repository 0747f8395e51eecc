// A policy with languages as people write them in, the same with the names of the tools that run them out.
import { findTool } from '../tool/find-tool.ts';
import { BUILT_IN_TOOLS } from '../tool/tools.ts';
import type { Tool } from '../types.ts';
import type { CompiledPolicy, Condition, Rule } from './policy.ts';

/** A user's own tool may have taken over a built-in's language; then the word means both of them. */
export function resolveLanguages(policy: CompiledPolicy, tools: readonly Tool[]): CompiledPolicy {
  return { ...policy, rules: policy.rules.map((rule) => ({ ...rule, when: resolve(rule, tools) })) };
}

function resolve({ decision, when }: Rule, tools: readonly Tool[]): Condition {
  const { language, exceptLanguage, ...rest } = when;
  const every = (word: string) => [tools, BUILT_IN_TOOLS].flatMap((list) => findTool(word, list)?.name ?? []);
  // An exception loosens a rule that stops: there, only the tool that readers know by that name is excepted.
  const excepted = (word: string) => (decision === 'allow' ? every(word) : every(word).slice(-1));
  return {
    ...rest,
    ...(language === undefined ? {} : { language: language.flatMap(every) }),
    ...(exceptLanguage === undefined ? {} : { exceptLanguage: exceptLanguage.flatMap(excepted) }),
  };
}
