// A grant in; what it is called, and what is left of it, for people, out.
import type { Grant } from '../../grant.ts';
import { visibleLine } from '../../text/visible.ts';

const MINUTE = 60_000;

export function nameOf({ holds, text }: Grant): string {
  return holds.kind === 'prefix' ? text : `exactly "${text}"`;
}

/** What runs its blocks: `bash in a sandbox`. */
export function runnerOf({ tool, sandbox }: Grant): string {
  if (sandbox === undefined) return visibleLine(tool);
  return `${visibleLine(tool)} in a sandbox${sandbox === 'net' ? ' with network' : ''}`;
}

/** @returns Such as `4 uses, 29 days left`. */
export function termsLeft({ expires, usesLeft }: Grant, now: number): string {
  if (usesLeft === 0) return 'its last use';
  const uses = usesLeft === undefined ? [] : [`${usesLeft} ${usesLeft === 1 ? 'use' : 'uses'}`];
  return `${[...uses, howLong(Date.parse(expires) - now)].join(', ')} left`;
}

export function howLong(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  const hours = Math.round(minutes / 60);
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  if (minutes >= 120) return `${hours} hours`;
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}
