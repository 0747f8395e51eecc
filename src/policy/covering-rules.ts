// Allow rules and a block in; the rules that together prove the whole block out, or nothing. The strict reading: what is not proved is not allowed.
import type { Command, Effect, EffectKind } from '../effects.ts';
import { looksAtEffects, meetsCommand, meetsEffect, meetsLanguage } from './meets.ts';
import type { Condition, Rule, Subject } from './policy.ts';

/** Nobody can say what these would do, so only a rule that names them, or that looks at no code at all, covers them. */
const UNPROVED: ReadonlySet<EffectKind> = new Set(['hidden-text', 'opaque', 'unread']);

/** They change what later words mean (`cd x; npm test`), so beside a `command:` rule they need one of their own. */
const SCENE: readonly RegExp[] = [
  /^(?:cd|pushd|popd|export|declare|typeset|local|readonly|unset|alias|unalias|hash|enable|env)(?: |$)/,
  /^(?:read|mapfile|readarray|getopts|let|shopt)(?: |$)/,
  /^printf .*-v/,
  /^set (?!-[eux]+(?:o pipefail)?$|-o pipefail$)/,
];

/**
 * @returns The rules that cover something of the block, when every effect and every command of it is covered by at least one.
 */
export function coveringRules(rules: readonly Rule[], subject: Subject): readonly Rule[] | undefined {
  const { effects, commands } = subject.reading;
  const speaking = rules.filter((rule) => meetsLanguage(rule.when, subject.tool));
  const used = new Set<Rule>();
  const use = (covers: (when: Condition) => boolean): boolean => {
    const found = speaking.filter((rule) => covers(rule.when));
    for (const rule of found) used.add(rule);
    return found.length > 0;
  };
  if (!effects.every((effect) => use((when) => coversEffect(when, effect, subject)))) return undefined;
  const busy = new Set(effects.map((effect) => effect.command));
  const idle: (Command | undefined)[] = commands.filter((_, index) => !busy.has(index));
  if (effects.length === 0 && commands.length === 0) idle.push(undefined);
  if (!idle.every((command) => use((when) => coversIdle(when, command)))) return undefined;
  if ([...used].some(({ when }) => when.command !== undefined)) {
    const scene = commands.filter(({ argv }) => SCENE.some((pattern) => pattern.test(argv.join(' '))));
    if (!scene.every((command) => speaking.some(({ when }) => coversScene(when, command)))) return undefined;
  }
  return [...used];
}

/** The language is the caller's to check. */
export function coversEffect(when: Condition, effect: Effect, { reading, place }: Subject): boolean {
  if (!meetsEffect(when, effect, place, 'must')) return false;
  if (UNPROVED.has(effect.kind) && when.effect === undefined && !isBlind(when)) return false;
  if (when.command === undefined) return true;
  const command = effect.command === undefined ? undefined : reading.commands[effect.command];
  return command !== undefined && meetsCommand(when.command, command, 'must');
}

/** A command, or a whole block, without effects. */
function coversIdle(when: Condition, command: Command | undefined): boolean {
  if (looksAtEffects(when) && when.effect?.includes('none') !== true) return false;
  return when.command === undefined || (command !== undefined && meetsCommand(when.command, command, 'must'));
}

function coversScene(when: Condition, command: Command): boolean {
  return when.command === undefined ? isBlind(when) : meetsCommand(when.command, command, 'must');
}

/** Looks at the language at most: what it says must not depend on whether the code was read. */
function isBlind(when: Condition): boolean {
  return !looksAtEffects(when) && when.command === undefined;
}
