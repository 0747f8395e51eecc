// Who can be asked: the terminal, an endpoint, policies. Models are in models.test.ts. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import type { ReadStream, WriteStream } from 'node:tty';
import { expectTypeOf } from 'expect-type';
import type {
  ApprovalFunction,
  ApprovalReply,
  ApprovalRequest,
  ApprovalResponse,
  ApproverConfig,
  AskedApproval,
  answerApproval,
  ConsoleApprovalOptions,
  ConsoleInputOptions,
  ConsoleQuestion,
  consoleApproval,
  consoleInput,
  DecideApproval,
  HttpApprovalOptions,
  HumanInputRequest,
  httpApproval,
  Policy,
  PolicyApprovalOptions,
  PolicyChoice,
  policyApproval,
  ReceivedApproval,
  SerializableApproval,
} from '../../src/index.ts';

test('approvers that can be written down', () => {
  expectTypeOf<SerializableApproval>().toExtend<ApprovalFunction>();
  expectTypeOf<SerializableApproval>().toHaveProperty('toConfig').toEqualTypeOf<() => ApproverConfig>();
  expectTypeOf<ApprovalFunction>().not.toExtend<SerializableApproval>();
  expectTypeOf<ApproverConfig>().toEqualTypeOf<
    | {
        readonly kind: 'http';
        readonly url: string;
        readonly keyVariable: string;
        readonly timeout?: number;
        readonly onTimeout?: 'stop' | 'deny';
      }
    | { readonly kind: 'policy'; readonly policy: string | readonly string[] }
    | { readonly kind: 'console'; readonly timeout?: number }
    | { readonly kind: 'model'; readonly model: string }
  >();
});

test('the terminal', () => {
  expectTypeOf<typeof consoleApproval>().toEqualTypeOf<(options?: ConsoleApprovalOptions) => SerializableApproval>();
  expectTypeOf<ConsoleApprovalOptions>().branded.toEqualTypeOf<
    ConsoleInputOptions & {
      readonly timeout?: number | undefined;
      readonly onTimeout?: 'stop' | 'deny' | undefined;
      readonly message?: string | undefined;
      readonly deniedMessage?: string | undefined;
    }
  >();
  expectTypeOf<ConsoleInputOptions>().toEqualTypeOf<{
    readonly input?: ReadStream | undefined;
    readonly output?: WriteStream | undefined;
  }>();
  expectTypeOf<typeof consoleInput>().toEqualTypeOf<
    (options?: ConsoleInputOptions) => (question: ConsoleQuestion) => Promise<string>
  >();
  expectTypeOf<ConsoleQuestion>().toEqualTypeOf<{
    readonly prompt: string;
    readonly kind: 'approval' | 'input';
    readonly toolName?: string;
    readonly timeout: number;
    readonly signal: AbortSignal;
  }>();
  // It answers what tools ask, too.
  expectTypeOf<HumanInputRequest>().toExtend<ConsoleQuestion>();
});

test('an endpoint, from both sides', () => {
  expectTypeOf<typeof httpApproval>().toEqualTypeOf<(url: string, options?: HttpApprovalOptions) => SerializableApproval>();
  expectTypeOf<HttpApprovalOptions>().toEqualTypeOf<{
    readonly timeout?: number;
    readonly onTimeout?: 'stop' | 'deny';
    readonly key?: string | readonly string[];
    readonly keyVariable?: string;
  }>();
  expectTypeOf<typeof answerApproval>().toEqualTypeOf<
    (received: ReceivedApproval, decide: DecideApproval) => Promise<ApprovalReply>
  >();
  expectTypeOf<ReceivedApproval>().toEqualTypeOf<{
    readonly body: string | Uint8Array;
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly key?: string | readonly string[];
  }>();
  expectTypeOf<ApprovalReply>().toEqualTypeOf<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }>();
  expectTypeOf<keyof AskedApproval>().toEqualTypeOf<Exclude<keyof ApprovalRequest, 'signal'>>();
  expectTypeOf<ApprovalRequest>().toExtend<AskedApproval>();
  expectTypeOf<DecideApproval>().toEqualTypeOf<
    (request: AskedApproval) => ApprovalResponse | 'pending' | Promise<ApprovalResponse | 'pending'>
  >();
});

test('policies', () => {
  expectTypeOf<typeof policyApproval>().toEqualTypeOf<
    (policy: PolicyChoice | readonly PolicyChoice[], options?: PolicyApprovalOptions) => SerializableApproval
  >();
  expectTypeOf<PolicyChoice>().toEqualTypeOf<string | Policy>();
  expectTypeOf<PolicyApprovalOptions>().toEqualTypeOf<{ readonly otherwise?: ApprovalFunction | undefined }>();
});
