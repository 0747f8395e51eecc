// What is thrown on purpose: each has a name, a code and an exit code to go by. Checked by tsc; the test only runs the file.
import { test } from 'node:test';
import { expectTypeOf } from 'expect-type';
import type {
  AgentError,
  ApproveRunError,
  ConfigError,
  EXIT,
  HumanInputError,
  HumanInputFailedError,
  HumanInputNotProvidedError,
  HumanInputTimeoutError,
  Interruption,
  PolicyError,
  SandboxError,
  SerializationError,
  TaskError,
  ToolBlockedError,
  ToolDeniedError,
  UsageError,
} from '../../src/index.ts';

test('errors', () => {
  expectTypeOf<ApproveRunError>().toExtend<Error>();
  expectTypeOf<Pick<ApproveRunError, 'name' | 'code' | 'exitCode'>>().toEqualTypeOf<{
    readonly name: string;
    readonly code: string;
    readonly exitCode: number;
  }>();
  expectTypeOf<typeof ApproveRunError>().toBeConstructibleWith('It failed.', 'mine', 1, { cause: 1 });
  // Told apart by name where `instanceof` does not reach, such as after a copy.
  type Named = UsageError | TaskError | ConfigError | PolicyError | SandboxError | SerializationError | AgentError | Interruption;
  expectTypeOf<Named>().toExtend<ApproveRunError>();
  expectTypeOf<Named['name']>().toEqualTypeOf<
    | 'UsageError'
    | 'TaskError'
    | 'ConfigError'
    | 'PolicyError'
    | 'SandboxError'
    | 'SerializationError'
    | 'AgentError'
    | 'Interruption'
  >();
  expectTypeOf<
    ConstructorParameters<
      | typeof UsageError
      | typeof TaskError
      | typeof ConfigError
      | typeof PolicyError
      | typeof SandboxError
      | typeof SerializationError
      | typeof AgentError
    >
  >().branded.toEqualTypeOf<[message: string, options?: ErrorOptions]>();
  expectTypeOf<typeof Interruption>().toBeConstructibleWith();
  expectTypeOf<typeof Interruption>().toBeConstructibleWith(143);
  expectTypeOf<typeof EXIT>().toEqualTypeOf<{
    readonly ok: 0;
    readonly blockFailed: 1;
    readonly usage: 2;
    readonly denied: 3;
    readonly unanswered: 4;
    readonly agentFailed: 5;
    readonly limit: 6;
    readonly interrupted: 130;
    readonly terminated: 143;
  }>();
});

test('errors about tools', () => {
  type Unanswered = HumanInputNotProvidedError | HumanInputFailedError | HumanInputTimeoutError;
  expectTypeOf<HumanInputError>().toExtend<ApproveRunError>();
  expectTypeOf<Unanswered>().toExtend<HumanInputError>();
  expectTypeOf<Unanswered['name']>().toEqualTypeOf<
    'HumanInputNotProvidedError' | 'HumanInputFailedError' | 'HumanInputTimeoutError'
  >();
  expectTypeOf<typeof HumanInputError.revive>().toEqualTypeOf<(value: unknown) => HumanInputError | undefined>();
  expectTypeOf<typeof HumanInputNotProvidedError>().constructorParameters.toEqualTypeOf<[]>();
  expectTypeOf<typeof HumanInputFailedError>().constructorParameters.toEqualTypeOf<[cause: unknown]>();
  expectTypeOf<typeof HumanInputTimeoutError>().constructorParameters.toEqualTypeOf<[timeout: number]>();
  expectTypeOf<HumanInputTimeoutError['timeout']>().toEqualTypeOf<number>();
  expectTypeOf<ToolBlockedError | ToolDeniedError>().toExtend<ApproveRunError>();
  expectTypeOf<(ToolBlockedError | ToolDeniedError)['name']>().toEqualTypeOf<'ToolBlockedError' | 'ToolDeniedError'>();
  expectTypeOf<(ToolBlockedError | ToolDeniedError)['toolName']>().toEqualTypeOf<string>();
  // Nobody said no: not one to be caught as a denial.
  expectTypeOf<ToolDeniedError>().not.toExtend<HumanInputError>();
});
