// An approver in; gates out, each of which asks it once about all blocks of a message.
import { checkResponse, requestFor } from '../approver.ts';
import { digestOf } from '../digest.ts';
import { fenced } from '../text/fenced.ts';
import type { ApprovalFunction, ApprovalRequest, ApprovalResponse, Gate, Judged, Proposal } from '../types.ts';

/** Gives the gate for one message: all that it proposes can be asked about at once. */
export type TurnGate = (proposals: () => Promise<readonly Proposal[]>) => Gate;

interface Asked {
  readonly response: ApprovalResponse;
  /** What the answer is about. */
  readonly covers: ReadonlySet<string>;
}

export function askByTurn(open: (approver: ApprovalFunction | undefined) => Gate, approvalFunc: ApprovalFunction): TurnGate {
  const judging = open(undefined);
  return (proposals) => {
    let asked: Promise<Asked> | undefined;
    return open(async (request) => {
      asked ??= proposals()
        .then((all) => Promise.all(all.map((proposal) => judging.judge(proposal))))
        .then((judged) => {
          request.signal.throwIfAborted();
          return askAll(request, judged, approvalFunc);
        });
      const { response, covers } = await asked;
      // A block that is something else by its turn than what was shown is asked about alone.
      return covers.has(whatOf(request)) || !response.approved ? response : approvalFunc(request);
    });
  };
}

async function askAll(first: ApprovalRequest, judged: readonly Judged[], approvalFunc: ApprovalFunction): Promise<Asked> {
  const { context, signal, attempt } = first;
  const requests = judged.map(({ proposal, reading, verdict }) => {
    const { reasons, demanded } = verdict;
    return requestFor(proposal, reading, { reasons, demanded, canRemember: false, context, signal, attempt });
  });
  const code = requests.map((request) => fenced(request.code, request.tool)).join('\n\n');
  const { remember: _remember, ...response } = checkResponse(
    await approvalFunc({
      ...first,
      // A block that is asked about alone, later, is another question.
      id: crypto.randomUUID(),
      code,
      digest: digestOf(code),
      language: 'markdown',
      tool: [...new Set(requests.map(({ tool }) => tool))].join(', '),
      // Lines and places are those of each block, and would mislead in a text of them all.
      effects: requests.flatMap(({ effects }) =>
        effects.map(({ span: _span, command: _command, ...effect }) => ({ ...effect, line: 1 })),
      ),
      commands: requests.flatMap(({ commands }) => commands),
      executes: requests.flatMap(({ executes }) => executes),
      reasons: requests.flatMap(({ reasons }) => reasons),
      demanded: requests.some(({ demanded }) => demanded),
      canRemember: false,
      ...(judged.some(({ verdict }) => verdict.confirm === 'code') ? { confirm: 'code' as const } : {}),
    }),
  );
  if (response.edited !== undefined)
    throw new TypeError("blocks that are asked about at once cannot be edited; use approval: 'block'");
  return { response, covers: new Set(requests.map(whatOf)) };
}

function whatOf({ code, argv, cwd, sandbox, saveAs, effects, executes }: ApprovalRequest): string {
  return JSON.stringify([code, argv, cwd, sandbox, saveAs, effects, executes]);
}
