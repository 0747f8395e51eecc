// The library's door: what is not here does not exist.
export { documentAgent } from './agent/document.ts';
export { analyse } from './analysis/analyse.ts';
export { createGate, type GateParts } from './approval/gate.ts';
export { createGrants, type Grants } from './approval/grants/grants.ts';
export {
  type ApprovalReply,
  type AskedApproval,
  answerApproval,
  type DecideApproval,
  type ReceivedApproval,
} from './approval/http/answer-approval.ts';
export { type HttpApprovalOptions, httpApproval } from './approval/http/http-approval.ts';
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
export type { ApproverConfig, SerializableApproval } from './approver.ts';
export type { ApprovalOptions } from './assemble/approval-options.ts';
export type { CodeExecutorAgentConfig } from './assemble/code-executor-agent/agent-config.ts';
export type { MakeExecutor } from './assemble/code-executor-agent/agent-from-config.ts';
export { CodeExecutorAgent } from './assemble/code-executor-agent/code-executor-agent.ts';
export type * from './assemble/code-executor-agent/messages.ts';
export type { CodeExecutorAgentOptions } from './assemble/code-executor-agent/options.ts';
export type { CodeResult } from './assemble/code-result.ts';
export { type ConsoleApprovalOptions, consoleApproval } from './assemble/console-approval.ts';
export { type ConsoleInputOptions, type ConsoleQuestion, consoleInput } from './assemble/console-input.ts';
export { type Code, type ExecuteOptions, executeCodeBlocks } from './assemble/execute-code-blocks.ts';
export { type OpenGateOptions, openGate } from './assemble/open-gate.ts';
export { type PolicyApprovalOptions, policyApproval } from './assemble/policy-approval.ts';
export type { PolicyChoice } from './assemble/policy-choices.ts';
export {
  type PythonCodeExecutionTool,
  type PythonCodeExecutionToolConfig,
  type PythonCodeExecutionToolOptions,
  type PythonCodeInput,
  type PythonCodeOutput,
  pythonCodeExecutionTool,
} from './assemble/python-code-execution-tool.ts';
export type { ShellFilters } from './assemble/shell-tool/filters.ts';
export {
  type ShellCallOptions,
  type ShellInput,
  type ShellTool,
  type ShellToolOptions,
  shellTool,
} from './assemble/shell-tool/shell-tool.ts';
export type { ToolInputSchema } from './assemble/text-input.ts';
export type { Command, Effect, EffectKind, ExecutedFile, PathClass, Reading } from './effects.ts';
export {
  AgentError,
  ApproveRunError,
  ConfigError,
  EXIT,
  Interruption,
  PolicyError,
  SandboxError,
  SerializationError,
  TaskError,
  UsageError,
} from './errors.ts';
export type { Emit, RunEvent, ToolCall } from './events.ts';
export { type CodeExecutorConfig, codeExecutorFromConfig } from './execution/command-line/code-executor-from-config.ts';
export type { CommandLineCodeExecutorOptions } from './execution/command-line/executor-options.ts';
export {
  LocalCommandLineCodeExecutor,
  type LocalCommandLineCodeExecutorConfig,
} from './execution/command-line/local-command-line-code-executor.ts';
export { type PythonFunction, pythonFunction } from './execution/command-line/python-function.ts';
export {
  SandboxedCodeExecutor,
  type SandboxedCodeExecutorConfig,
  type SandboxedCodeExecutorOptions,
} from './execution/command-line/sandboxed-code-executor.ts';
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
export { type ModelApprovalOptions, modelApproval } from './model/model-approval.ts';
export type { ModelCall, ModelCallMessage } from './model/model-call.ts';
export type { LanguageModelLike, ModelClient } from './model/model-client.ts';
export { RecordedModel } from './model/recorded-model.ts';
export type { ScriptedReply } from './model/reply-parts.ts';
export { type ScriptedAnswer, ScriptedModel, type ScriptedStep } from './model/scripted-model.ts';
export type {
  ModelCallOptions,
  ModelFinishReason,
  ModelResult,
  ModelStreamPart,
  ModelToolCall,
  ModelUsage,
} from './model/specification.ts';
export { judge } from './policy/judge.ts';
export { type LoadOptions, loadPolicy } from './policy/load-policy.ts';
export type { Policy } from './policy/policy.ts';
export { type ReceiptOptions, withReceipts } from './receipt/with-receipts.ts';
export { type RunParts, type RunSoFar, run } from './run.ts';
export type { Summary } from './summary.ts';
export { extractCodeBlocks } from './task/extract-code-blocks.ts';
export { parseTask } from './task/parse-task.ts';
export { visible } from './text/visible.ts';
export { BUILT_IN_TOOLS } from './tool/tools.ts';
export type * from './types.ts';
