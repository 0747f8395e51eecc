// Filters in, the policy that refuses whatever does not pass them out: the gate asks it like every other.
import { UsageError } from '../../errors.ts';
import { judge } from '../../policy/judge.ts';
import { loadPolicy } from '../../policy/load-policy.ts';
import type { ModulePolicy } from '../../policy/policy.ts';
import type { ApprovalRequest } from '../../types.ts';
import { beginningsOf, beginsWith, findBlocked, findUnread } from './beginnings.ts';
import type { ShellFilters } from './filters.ts';
import { plainCommand } from './plain-command.ts';
import { splitWords } from './split-words.ts';

/** What a filter has against a command, given its words; undefined where it lets it through. */
type Filter = (words: readonly string[], request: ApprovalRequest) => string | undefined | Promise<string | undefined>;

export function isRestricted({ allowed, blocked, ignore, readonly = false }: ShellFilters): boolean {
  return allowed !== undefined || blocked !== undefined || ignore !== undefined || readonly;
}

/** @throws {UsageError} When a filter is not one. */
export function shellFilter(filters: ShellFilters): ModulePolicy {
  const checks = filtersOf(filters);
  return {
    name: 'shell-filter',
    async approve(request) {
      const refusal = await refusalOf(request, checks);
      return { approved: refusal === undefined, reason: refusal ?? 'The filters let it through.' };
    },
  };
}

/** A block is judged by its code alone, so one that a person edited is held to the same. */
async function refusalOf(request: ApprovalRequest, checks: readonly Filter[]): Promise<string | undefined> {
  const split = splitWords(request.code);
  if ('fault' in split) return `${split.fault}.`;
  const [exec, ...words] = split.words;
  // What a shell would read in another way is never run, whatever the words seem to be.
  if (exec !== 'exec' || words.length === 0 || plainCommand(words) !== request.code)
    return `written plainly it is: ${plainCommand(exec === 'exec' ? words : split.words)}`;
  for (const check of checks) {
    const refusal = await check(words, request);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function filtersOf({ allowed, blocked, ignore, readonly }: ShellFilters): readonly Filter[] {
  return [
    ...(blocked === undefined ? [] : [notBlocked(blocked)]),
    ...(allowed === undefined ? [] : [onlyAllowed(allowed)]),
    ...(ignore === undefined ? [] : [nothingIgnored(ignore)]),
    ...(readonly ? [changesNothing] : []),
  ];
}

function notBlocked(entries: readonly string[]): Filter {
  const blocked = beginningsOf('blocked', entries);
  return (_words, request) => {
    const found = findBlocked(request, blocked, request.cwd);
    if (found !== undefined) return `"${found.join(' ')}" is blocked.`;
    if (blocked.length === 0) return undefined;
    const opaque = request.effects.find(({ kind }) => kind === 'opaque' || kind === 'unread')?.says ?? findUnread(request);
    return opaque === undefined ? undefined : `it cannot be told whether it runs what is blocked (${opaque}).`;
  };
}

function onlyAllowed(entries: readonly string[]): Filter {
  const allowed = beginningsOf('allowed', entries);
  const listed = entries.length === 0 ? 'nothing is' : `allowed: ${entries.join(', ')}`;
  return (words) =>
    allowed.some((one) => beginsWith(words, one)) ? undefined : `"${words[0]}" is not allowed like this (${listed}).`;
}

function nothingIgnored(globs: readonly string[]): Filter {
  for (const glob of globs) {
    if (glob === '' || /[?[\]{}!\\]/.test(glob))
      throw new UsageError(`shellTool: "${glob}" in ignore is no path with * and **. Write it like "**/.env".`);
  }
  return async (_words, request) => {
    const { findIgnored } = await import('./find-ignored.ts');
    return findIgnored(request, globs);
  };
}

async function changesNothing(_words: readonly string[], request: ApprovalRequest): Promise<string | undefined> {
  const { tool, argv, cwd, sandbox, language, code, digest } = request;
  const proposal = { block: { index: 1, line: 1, language, code, digest }, tool, argv, cwd, sandbox };
  const verdict = await judge(proposal, request, [await loadPolicy('read-only')]);
  if (verdict.decision === 'allow') return undefined;
  return `readonly, and not proved to change nothing: ${request.effects[0]?.says ?? verdict.reasons[0]?.because ?? ''}.`;
}
