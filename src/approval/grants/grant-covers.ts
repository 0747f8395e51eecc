// A grant and a block in; whether the one covers the other, or why no such grant may hold for it, out. What is not proved is not covered.
import { type Grant, isLive } from '../../grant.ts';
import type { ApprovalRequest, Judged } from '../../types.ts';
import { deedsOf, startOf } from './make-grant.ts';
import { beginsWith, mayFollow, whyNoPrefix } from './never-prefix.ts';
import { plainWords } from './plain-words.ts';

/** What a grant looks at; an approval request has all of it. */
export type Subject = Pick<ApprovalRequest, 'code' | 'digest' | 'tool' | 'cwd' | 'argv' | 'sandbox' | 'effects' | 'commands'>;

/** Only their words are read as a shell reads them. */
const SHELLS = ['bash', 'sh'];

export function subjectOf({ proposal, reading }: Judged): Subject {
  const { block, tool, cwd, argv, sandbox } = proposal;
  const { effects, commands } = reading;
  return { code: block.code, digest: block.digest, tool, cwd, argv, sandbox, effects, commands };
}

/** Whether the grant holds here and now, for this block, and the block does nothing more than the one that it was made for. */
export function covers(grant: Grant, subject: Subject, project: string, now: number): boolean {
  return (
    isLive(grant, now) &&
    grant.project === project &&
    grant.cwd === subject.cwd &&
    grant.tool === subject.tool &&
    grant.start === startOf(subject) &&
    deedsOf(subject.effects).every((deed) => grant.does.includes(deed)) &&
    whyNot(subject, grant.holds) === undefined
  );
}

/** Why no such grant may hold for this block, for people; `undefined` where one may. */
export function whyNot(subject: Subject, holds: Grant['holds']): string | undefined {
  const { code, digest, tool, effects, commands } = subject;
  const tells = (kind: string) => effects.some((effect) => effect.kind === kind);
  if (tells('hidden-text')) return 'the block holds characters that do not show';
  if (tells('opaque')) return 'nobody can tell what the block does';
  if (holds.kind === 'exactly') return holds.digest === digest ? undefined : 'the block is another one';
  if (!SHELLS.includes(tool) || tells('unread')) return `of ${tool} only whole blocks are remembered: always exactly`;
  const never = whyNoPrefix(holds.words);
  if (never !== undefined) return never;
  if (!isOneCommand(code, commands)) return 'the block is more than one plain command on one line';
  if (admits(holds.words, code)) return undefined;
  return `the block does not begin with "${holds.words.join(' ')}", or what follows may change what that means`;
}

/** Whether the code alone is such that the words admit it. */
export function admits(words: readonly string[], code: string): boolean {
  const all = plainWords(code);
  // Letter for letter: `"npm" test` is the same command, but not what was typed and read.
  const spelled = words.join(' ');
  const begins = code.trimEnd() === spelled || code.startsWith(`${spelled} `);
  return all !== undefined && begins && beginsWith(all, words) && mayFollow(words, all.slice(words.length));
}

/** Two readings must agree: the strict one of the bytes, and that of the reader, which knows wrappers. */
function isOneCommand(code: string, commands: Subject['commands']): boolean {
  const all = plainWords(code);
  const [command, ...others] = commands;
  if (all === undefined || command === undefined || others.length > 0) return false;
  return command.literal && command.argv.length === all.length && beginsWith(command.argv, all);
}
