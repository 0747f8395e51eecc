// A block and the width that a person chose in, the grant out. Whether it may be given is for grant-covers.ts to say.
import { digestOf } from '../../digest.ts';
import type { Effect } from '../../effects.ts';
import type { Grant, Width } from '../../grant.ts';
import { visibleLine } from '../../text/visible.ts';
import type { ApprovalRequest } from '../../types.ts';

/** The widths that outlive a run. */
export type StoredWidth = Exclude<Width, { kind: 'tool' }>;

export interface Terms {
  readonly project: string;
  readonly id: string;
  readonly now: number;
  readonly forMs: number;
  readonly uses?: number | undefined;
}

type Block = Pick<ApprovalRequest, 'code' | 'digest' | 'tool' | 'cwd' | 'argv' | 'sandbox' | 'effects'>;

const LONGEST_TEXT = 60;

export function makeGrant(block: Block, width: StoredWidth, { project, id, now, forMs, uses }: Terms): Grant {
  const { tool, cwd, digest, sandbox } = block;
  return {
    id,
    project,
    cwd,
    tool,
    start: startOf(block),
    ...(sandbox === 'none' ? {} : { sandbox }),
    holds: width.kind === 'exactly' ? { kind: 'exactly', digest } : width,
    text: width.kind === 'prefix' ? width.words.join(' ') : shortText(block.code),
    does: deedsOf(block.effects),
    created: new Date(now).toISOString(),
    expires: new Date(now + forMs).toISOString(),
    ...(uses === undefined ? {} : { usesLeft: uses }),
  };
}

/** Kinds, places and hosts of all effects; paths may differ from block to block. */
export function deedsOf(effects: readonly Effect[]): readonly string[] {
  const all = effects.map(({ kind, where, host, recursive }) =>
    [kind, where, recursive ? 'tree' : undefined, host].filter((part) => part !== undefined).join(' '),
  );
  return [...new Set(all)];
}

/** What an approval binds beside the code: the same words to another program are another thing. */
export function startOf({ argv, sandbox }: Pick<Block, 'argv' | 'sandbox'>): string {
  return digestOf(JSON.stringify([argv, sandbox]));
}

function shortText(code: string): string {
  const lines = code.trim().split('\n');
  const first = visibleLine(lines[0] ?? '');
  return first.length > LONGEST_TEXT || lines.length > 1 ? `${first.slice(0, LONGEST_TEXT)} …` : first;
}
