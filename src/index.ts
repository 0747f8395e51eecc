// The library's door: what is not here does not exist.
export { documentAgent } from './agent/document.ts';
export { analyse } from './analysis/analyse.ts';
export { createGate, type GateParts } from './approval/gate.ts';
export { createGrants, type Grants } from './approval/grants/grants.ts';
export { readAnswer } from './approval/prompt/read-answer.ts';
export type { RememberedTool } from './approval/tools/always.ts';
export { type ApprovalRequiredOptions, approvalRequired } from './approval/tools/approval-required.ts';
export { closeOpenToolCalls, type MessageWithTools } from './approval/tools/close-open-tool-calls.ts';
export { createToolContext, toolContext } from './approval/tools/create-tool-context.ts';
export {
  HumanInputError,
  HumanInputFailedError,
  HumanInputNotProvidedError,
  HumanInputTimeoutError,
  ToolBlockedError,
  ToolDeniedError,
} from './approval/tools/errors.ts';
export type { HumanInput, HumanInputAnswer, HumanInputMiddleware, HumanInputRequest } from './approval/tools/human-input.ts';
export type { InputOptions, ToolContext, ToolContextOptions } from './approval/tools/tool-context.ts';
export type { ToolMiddleware, WrappableTool } from './approval/tools/tool-middleware.ts';
export { type ToolPolicy, type ToolPolicyOptions, type ToolRules, toolPolicy } from './approval/tools/tool-policy.ts';
export { assertApproved } from './approved.ts';
export type { ApprovalOptions } from './assemble/approval-options.ts';
export { CodeExecutorAgent } from './assemble/code-executor-agent/code-executor-agent.ts';
export type * from './assemble/code-executor-agent/messages.ts';
export type { CodeExecutorAgentOptions } from './assemble/code-executor-agent/options.ts';
export type { CodeResult } from './assemble/code-result.ts';
export { type Code, type ExecuteOptions, executeCodeBlocks } from './assemble/execute-code-blocks.ts';
export { type OpenGateOptions, openGate, type PolicyChoice } from './assemble/open-gate.ts';
export type { Command, Effect, EffectKind, PathClass, Reading } from './effects.ts';
export {
  AgentError,
  ApproveRunError,
  ConfigError,
  EXIT,
  Interruption,
  PolicyError,
  SandboxError,
  TaskError,
  UsageError,
} from './errors.ts';
export type { Emit, RunEvent, ToolCall } from './events.ts';
export { blockEnvironment } from './execution/environment.ts';
export { localExecutor } from './execution/local-executor.ts';
export { preparer } from './execution/prepare.ts';
export { openSandbox, type Sandbox, type SandboxOptions } from './execution/sandbox/sandbox.ts';
export {
  bufferedContext,
  type ModelContext,
  type ModelContextConfig,
  type ModelContextState,
  unboundedContext,
} from './model/context.ts';
export type { LanguageModelLike, ModelClient } from './model/model-client.ts';
export { judge } from './policy/judge.ts';
export { type LoadOptions, loadPolicy } from './policy/load-policy.ts';
export type { Policy } from './policy/policy.ts';
export { type RunParts, run } from './run.ts';
export type { Summary } from './summary.ts';
export { extractCodeBlocks } from './task/extract-code-blocks.ts';
export { parseTask } from './task/parse-task.ts';
export { visible } from './text/visible.ts';
export { BUILT_IN_TOOLS } from './tool/tools.ts';
export type * from './types.ts';
