// What an approver sees and says, and the gate around it. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import { expectTypeOf } from 'expect-type';
import type {
  ApprovalFunction,
  ApprovalRequest,
  ApprovalResponse,
  Approved,
  Argv,
  assertApproved,
  CodeBlock,
  CodeExecutor,
  Command,
  ConversationMessage,
  createGate,
  createGrants,
  DecidedBy,
  Decision,
  Effect,
  ExecutedFile,
  Gate,
  GateDecision,
  GateParts,
  Grants,
  Judged,
  Outcome,
  Proposal,
  Reading,
  Reason,
  Refusal,
  readAnswer,
  SandboxMode,
  SavePlace,
  Verdict,
} from '../../src/index.ts';

test('a request', () => {
  expectTypeOf<ApprovalRequest>().toEqualTypeOf<{
    readonly id: string;
    readonly code: string;
    readonly language: string;
    readonly tool: string;
    readonly digest: string;
    readonly cwd: string;
    readonly argv: Argv;
    readonly sandbox: SandboxMode;
    readonly saveAs?: SavePlace;
    readonly proposed?: string;
    readonly attempt: number;
    readonly effects: readonly Effect[];
    readonly commands: readonly Command[];
    readonly executes: readonly ExecutedFile[];
    readonly reasons: readonly Reason[];
    readonly demanded: boolean;
    readonly confirm?: 'code';
    readonly canRemember: boolean;
    readonly context: readonly ConversationMessage[];
    readonly signal: AbortSignal;
  }>();
  expectTypeOf<ConversationMessage>().toEqualTypeOf<{
    readonly role: 'user' | 'assistant';
    readonly source: string;
    readonly content: string;
  }>();
  expectTypeOf<Argv>().toEqualTypeOf<readonly [string, ...string[]]>();
  expectTypeOf<SandboxMode>().toEqualTypeOf<'none' | 'on' | 'net'>();
  expectTypeOf<SavePlace>().toEqualTypeOf<{ readonly path: string; readonly replaces?: string }>();
  expectTypeOf<Reason>().toEqualTypeOf<{
    readonly policy: string;
    readonly rule: string;
    readonly because: string;
    readonly decision: Decision;
  }>();
  expectTypeOf<Decision>().toEqualTypeOf<'allow' | 'ask' | 'deny'>();
});

test('an answer', () => {
  expectTypeOf<ApprovalResponse>().toEqualTypeOf<{
    readonly approved: boolean;
    readonly reason: string;
    readonly outcome?: Refusal;
    readonly edited?: string;
    readonly remember?: 'tool';
    readonly endRun?: boolean;
  }>();
  expectTypeOf<Refusal>().toEqualTypeOf<'denied' | 'timed-out' | 'cancelled' | 'failed'>();
  expectTypeOf<Outcome>().toEqualTypeOf<'approved' | Refusal>();
  expectTypeOf<ApprovalFunction>().parameters.toEqualTypeOf<[request: ApprovalRequest]>();
  expectTypeOf<ApprovalFunction>().returns.toEqualTypeOf<ApprovalResponse | Promise<ApprovalResponse>>();
  expectTypeOf(() => ({ approved: true, reason: '' })).toExtend<ApprovalFunction>();
  expectTypeOf(async () => ({ approved: true, reason: '' })).toExtend<ApprovalFunction>();
  // No reason, a text for a yes, nothing at all, and a bare yes are no answers.
  expectTypeOf(() => ({ approved: true })).not.toExtend<ApprovalFunction>();
  expectTypeOf(() => ({ approved: 'yes', reason: '' })).not.toExtend<ApprovalFunction>();
  expectTypeOf(() => {}).not.toExtend<ApprovalFunction>();
  expectTypeOf(() => true).not.toExtend<ApprovalFunction>();
  const change = (request: ApprovalRequest) => {
    // @ts-expect-error a request is not to be changed
    request.code = 'other';
  };
  expectTypeOf(change).toBeFunction();
});

test('what is typed', () => {
  type Answer = ReturnType<typeof readAnswer>;
  expectTypeOf<Parameters<typeof readAnswer>>().toEqualTypeOf<[text: string]>();
  expectTypeOf<Answer['kind']>().toEqualTypeOf<'once' | 'edit' | 'quit' | 'explain' | 'deny' | 'always' | 'unknown'>();
  expectTypeOf<Extract<Answer, { readonly kind: 'deny' }>>().toEqualTypeOf<{ readonly kind: 'deny'; readonly reason: string }>();
  expectTypeOf<Extract<Answer, { readonly kind: 'unknown' }>>().toEqualTypeOf<{
    readonly kind: 'unknown';
    readonly why?: string;
  }>();
});

test('the gate', () => {
  expectTypeOf<GateParts>().toEqualTypeOf<{
    readonly read: (proposal: Proposal) => Promise<Reading>;
    readonly judge: (proposal: Proposal, reading: Reading) => Promise<Verdict>;
    readonly grants: Grants;
    readonly approver?: ApprovalFunction | undefined;
    readonly precedent?: ((judged: Judged) => string | undefined) | undefined;
  }>();
  expectTypeOf<typeof createGate>().parameters.toEqualTypeOf<[parts: GateParts]>();
  expectTypeOf<typeof createGate>().returns.toEqualTypeOf<Gate>();
  expectTypeOf<Gate>().toEqualTypeOf<{
    judge(proposal: Proposal): Promise<Judged>;
    decide(
      judged: Judged,
      conversation: () => readonly ConversationMessage[],
      signal: AbortSignal,
      attempt?: number,
    ): Promise<GateDecision>;
  }>();
  expectTypeOf<Verdict>().toEqualTypeOf<{
    readonly decision: Decision;
    readonly demanded: boolean;
    readonly confirm?: 'code';
    readonly reasons: readonly Reason[];
  }>();
  expectTypeOf<Judged>().toEqualTypeOf<{
    readonly proposal: Proposal;
    readonly changed?: boolean;
    readonly reading: Reading;
    readonly verdict: Verdict;
  }>();
  expectTypeOf<GateDecision>().toEqualTypeOf<
    | { readonly outcome: 'approved'; readonly by: DecidedBy; readonly reason: string; readonly approved: Approved }
    | { readonly outcome: Refusal; readonly by: DecidedBy; readonly reason: string; readonly endRun: boolean }
    | { readonly outcome: 'edited'; readonly code: string }
  >();
  expectTypeOf<DecidedBy>().toEqualTypeOf<'policy' | 'grant' | 'approver' | 'nobody' | 'record'>();
  expectTypeOf<typeof createGrants>().toEqualTypeOf<(always?: readonly string[]) => Grants>();
  expectTypeOf<Grants>().toEqualTypeOf<{
    covers(judged: Judged): string | undefined | Promise<string | undefined>;
    add(tool: string): void;
  }>();
});

test('what was approved is made by the gate alone', () => {
  expectTypeOf<Proposal>().toEqualTypeOf<{
    readonly block: CodeBlock;
    readonly tool: string;
    readonly argv: Argv;
    readonly cwd: string;
    readonly folder?: string;
    readonly sandbox: SandboxMode;
    readonly saveAs?: SavePlace;
  }>();
  expectTypeOf<Approved>().toExtend<Proposal>();
  expectTypeOf<Proposal>().not.toExtend<Approved>();
  expectTypeOf<Approved['executes']>().toEqualTypeOf<readonly ExecutedFile[]>();
  expectTypeOf<typeof assertApproved>().toEqualTypeOf<(value: Approved) => void>();
  const refused = (executor: CodeExecutor, proposal: Proposal, approved: Approved, signal: AbortSignal) => [
    executor.run(approved, () => {}, signal),
    // @ts-expect-error a proposal is not approved
    executor.run(proposal, () => {}, signal),
    // @ts-expect-error nor is what has all that shows of it
    executor.run({ ...proposal, executes: [] }, () => {}, signal),
  ];
  expectTypeOf(refused).toBeFunction();
});
