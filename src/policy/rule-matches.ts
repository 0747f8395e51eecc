// A rule that asks or denies and a block in, whether it matches out. The lenient reading: one bad thing anywhere is enough.
import type { Effect } from '../effects.ts';
import { looksAtEffects, meetsCommand, meetsEffect, meetsLanguage } from './meets.ts';
import type { Condition, Rule, Subject } from './policy.ts';

export function ruleMatches(rule: Rule, subject: Subject): boolean {
  const { when } = rule;
  if (!meetsLanguage(when, subject.tool)) return false;
  if (!looksAtEffects(when)) return anyCommand(when, subject);
  return subject.reading.effects.some((effect) => matchesEffect(when, effect, subject));
}

function matchesEffect(when: Condition, effect: Effect, subject: Subject): boolean {
  if (!meetsEffect(when, effect, subject.place, 'might')) return false;
  const command = effect.command === undefined ? undefined : subject.reading.commands[effect.command];
  // What no single command does (a pipe's upload, a redirect) may be any command's doing.
  if (command === undefined) return anyCommand(when, subject);
  return when.command === undefined || meetsCommand(when.command, command, 'might');
}

function anyCommand({ command: prefixes }: Condition, { reading }: Subject): boolean {
  return prefixes === undefined || reading.commands.some((command) => meetsCommand(prefixes, command, 'might'));
}
