// Faults that a user can act on. Each carries a stable code and the exit code it leads to.

/** What a process ends with; DESIGN section 9. */
export const EXIT = {
  ok: 0,
  blockFailed: 1,
  usage: 2,
  denied: 3,
  unanswered: 4,
  agentFailed: 5,
  limit: 6,
  interrupted: 130,
  terminated: 143,
} as const;

/** The base of every error that approve-run throws on purpose: one or two lines that say what to do next. */
export class ApproveRunError extends Error {
  override readonly name: string = 'ApproveRunError';
  /** Stable, for programs. */
  readonly code: string;
  readonly exitCode: number;

  constructor(message: string, code: string, exitCode: number = EXIT.usage, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** The command line, or a library call, asks for something that does not exist. */
export class UsageError extends ApproveRunError {
  override readonly name = 'UsageError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'usage', EXIT.usage, options);
  }
}

/** The task cannot be read or understood. */
export class TaskError extends ApproveRunError {
  override readonly name = 'TaskError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'task', EXIT.usage, options);
  }
}

/** A configuration file is wrong. */
export class ConfigError extends ApproveRunError {
  override readonly name = 'ConfigError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'config', EXIT.usage, options);
  }
}

/** A policy cannot be found, understood, or fails its own examples. */
export class PolicyError extends ApproveRunError {
  override readonly name = 'PolicyError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'policy', EXIT.usage, options);
  }
}

/** The sandbox that was asked for cannot be had. */
export class SandboxError extends ApproveRunError {
  override readonly name = 'SandboxError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'sandbox', EXIT.usage, options);
  }
}

/** The journal of a run cannot be kept, or found. */
export class JournalError extends ApproveRunError {
  override readonly name = 'JournalError';
  /** @param exitCode @default 2: nothing ran */
  constructor(message: string, options?: ErrorOptions, exitCode: number = EXIT.usage) {
    super(message, 'journal', exitCode, options);
  }
}

/** Something cannot be written down: it holds code, or a secret. */
export class SerializationError extends ApproveRunError {
  override readonly name = 'SerializationError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'serialization', EXIT.usage, options);
  }
}

/** The agent cannot go on. */
export class AgentError extends ApproveRunError {
  override readonly name = 'AgentError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'agent', EXIT.agentFailed, options);
  }
}

/** A signal or Ctrl-C ended the run: the reason of an `AbortSignal`. */
export class Interruption extends ApproveRunError {
  override readonly name = 'Interruption';
  /** @param exitCode 128 and the number of the signal. @default 130 */
  constructor(exitCode: number = EXIT.interrupted) {
    super('interrupted', 'interrupted', exitCode);
  }
}
