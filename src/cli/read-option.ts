// What was typed after an option in; its value, or commander's complaint, out.
import { InvalidArgumentError } from 'commander';
import { AGENT, KEYS } from '../config/keys.ts';
import { SANDBOX_CHOICES, type SandboxChoice } from '../config/sandbox-choices.ts';
import { splitWords } from '../config/split-words.ts';
import { MOST_SECONDS } from '../seconds.ts';

export function seconds(value: string): number {
  return number(0, MOST_SECONDS, `seconds, from 0 to ${MOST_SECONDS}`)(value);
}

/** Not below the least. */
export function whole(least: number): (value: string) => number {
  const expects = `a whole number from ${least}`;
  return (value) => {
    const found = number(least, Number.MAX_SAFE_INTEGER, expects)(value);
    if (!Number.isInteger(found)) throw new InvalidArgumentError(`It takes ${expects}.`);
    return found;
  };
}

export function number(least: number, most: number, expects = `a number from ${least} to ${most}`): (value: string) => number {
  return (value) => {
    const found = Number(value);
    if (!/^\d+(\.\d+)?$/.test(value.trim()) || found < least || found > most)
      throw new InvalidArgumentError(`It takes ${expects}.`);
    return found;
  };
}

/** Repeatable, and a comma separates too. */
export function words(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...splitWords(value)];
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `30d` → milliseconds. */
export function age(value: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(value.trim()) ?? [];
  const ms = UNITS[unit];
  if (ms === undefined) throw new InvalidArgumentError('It takes minutes, hours, days or weeks, such as 30d or 12h.');
  return Number(count) * ms;
}

export function agent(value: string): string {
  if (AGENT.test(value)) return value.trim();
  throw new InvalidArgumentError(`It takes ${KEYS.agent.expects}.`);
}

/** Repeatable; a comma may be part of a path. */
export function paths(value: string, before: readonly string[] = []): readonly string[] {
  if (value.trim() === '') throw new InvalidArgumentError('It takes a path.');
  return [...before, value];
}

export function sandbox(value: string): SandboxChoice {
  const choice = SANDBOX_CHOICES.find((one) => one === value);
  if (choice === undefined) throw new InvalidArgumentError(`It takes ${KEYS.sandbox.expects}.`);
  return choice;
}
