// Filters in; what a model is told of its tool out.
import type { ShellFilters } from './filters.ts';
import { isRestricted } from './shell-filter.ts';

export function describeShell(filters: ShellFilters): string {
  const { allowed, blocked, ignore, readonly } = filters;
  return [
    'Runs a shell command and returns what it printed, and its exit code unless that is 0. It may be denied: then do not try another way.',
    ...(isRestricted(filters)
      ? ['One plain command a call: no pipes, redirections, substitutions, variables or patterns; quotes work.']
      : []),
    ...(allowed === undefined ? [] : [`Allowed are only: ${allowed.join(', ') || 'none'}.`]),
    ...(blocked === undefined || blocked.length === 0 ? [] : [`Blocked: ${blocked.join(', ')}.`]),
    ...(ignore === undefined || ignore.length === 0 ? [] : [`These files must not be touched: ${ignore.join(', ')}.`]),
    ...(readonly ? ['Only commands that change nothing.'] : []),
  ].join(' ');
}
