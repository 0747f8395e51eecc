// A policy in, whether its verdict depends on what the code does out: if not, no reader need be loaded.
import { looksAtEffects } from './meets.ts';
import type { Condition, Policy } from './policy.ts';

export function needsReading(policy: Policy): boolean {
  if ('approve' in policy) return true;
  if (policy.rules.some(({ when }) => looksAtEffects(when) || when.command !== undefined)) return true;
  // What no rule speaks about is at least an ask when it is opaque, which only a reading tells.
  return policy.default !== 'deny' && !policy.rules.some(({ when }) => isEverything(when));
}

export function isEverything(when: Condition): boolean {
  return Object.keys(when).length === 0;
}
