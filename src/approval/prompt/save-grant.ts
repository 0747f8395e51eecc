// An `always` that is to outlive the run and the block it was given to in; a second question, and what came of it, out.
import type { Grant } from '../../grant.ts';
import { visibleLine } from '../../text/visible.ts';
import type { ApprovalRequest } from '../../types.ts';
import { covers, whyNot } from '../grants/grant-covers.ts';
import { makeGrant, type StoredWidth } from '../grants/make-grant.ts';
import { howLong, nameOf } from '../grants/name-grant.ts';
import type { Remembered } from '../grants/stored-grants.ts';
import type { Paint } from './ask-prompt.ts';
import { type Answered, askTerminal, type Terminal } from './ask-terminal.ts';
import { describeGrant } from './describe-grant.ts';
import { createPager } from './pager.ts';
import type { Always } from './read-width.ts';

export type StoredAlways = Always & { readonly width: StoredWidth };

interface SaveOptions extends Remembered {
  readonly terminal: Terminal;
  readonly timeoutMs: number;
  readonly paint: Paint;
}

export type Saved =
  | { readonly kind: 'saved'; readonly says: string }
  /** Nothing was remembered, and why, unless a person said no: the question about the block is to be asked anew. */
  | { readonly kind: 'again'; readonly why?: string }
  /** The second question was not answered by yes or no. */
  | Answered;

const DEFAULT_MS = 30 * 24 * 3_600_000;
const MARGIN = '  ';
const QUESTION = {
  question: 'Remember it?',
  choices: 'yes · no',
  explanation: ['yes remembers it and runs the block; no asks about the block again. approve-run grants list shows all.'],
  canRemember: false,
  canEdit: false,
};

export async function saveGrant(options: SaveOptions, answer: StoredAlways, request: ApprovalRequest): Promise<Saved> {
  const { terminal, project, store, paint, timeoutMs } = options;
  const { width, forMs = DEFAULT_MS, uses } = answer;
  const again = (why: string): Saved => ({ kind: 'again', why: `Not remembered: ${visibleLine(why)}.` });
  if (project === undefined) return again('this folder is HOME or above it, and no project');
  const make = (id: string) => makeGrant(request, width, { project, id, forMs, uses, now: Date.now() });
  const draft = make('0000');
  const why = whyNot(request, draft.holds);
  if (why !== undefined) return again(why);
  if (!covers(draft, request, project, Date.now())) return again('it would not match this very block');

  const columns = terminal.output.columns - MARGIN.length;
  const lines = describeGrant(draft, howLong(forMs), { columns, paint });
  const pager = createPager(terminal.output);
  pager.show(['', ...lines.map((line) => `${MARGIN}${line}`)]);
  const asked = await askTerminal(terminal, { ...QUESTION, pager, timeoutMs, paint }, request.signal);
  if (asked.kind === 'deny' || asked.kind === 'always' || asked.kind === 'edit') return { kind: 'again' };
  if (asked.kind !== 'once') return asked;
  try {
    const id = await add(store, make);
    const kept = (await store.read()).find((grant) => grant.id === id);
    if (kept !== undefined && covers(kept, request, project, Date.now())) {
      const note = `Remembered as grant ${id}. To take it back: approve-run grants revoke ${id}`;
      terminal.output.write(`${MARGIN}${paint.dim(note)}\n`);
      return { kind: 'saved', says: `always ${nameOf(kept)} (grant ${id}, ${howLong(forMs)})` };
    }
    await store.change((grants) => grants.filter((grant) => grant.id !== id));
    return again('what was written does not match this very block');
  } catch (fault) {
    return again(fault instanceof Error ? fault.message.replace(/\.$/, '') : 'the file of grants cannot be written');
  }
}

/** In place of one that holds for the same. @returns Its id. */
async function add(store: Remembered['store'], make: (id: string) => Grant): Promise<string> {
  let id = '';
  await store.change((grants) => {
    do id = crypto.randomUUID().slice(0, 4);
    while (grants.some((grant) => grant.id === id));
    const grant = make(id);
    return [...grants.filter((other) => scopeOf(other) !== scopeOf(grant)), grant];
  });
  return id;
}

function scopeOf({ project, cwd, tool, start, holds }: Grant): string {
  return JSON.stringify([project, cwd, tool, start, holds]);
}
