// What a task, or a project that is not trusted, says in; the part of it that makes a run stricter, and what was left out, out.
import { listedTools, type Tools, toolMap, toolName } from './resolve-tools.ts';
import { SANDBOX_CHOICES, type SandboxChoice } from './sandbox-choices.ts';
import type { Layer, PolicyRef, ToolLimit } from './settings.ts';
import { policyRefs, type Source } from './source.ts';

export interface Limits {
  /** Seconds; 0 is without end. */
  readonly timeout: number;
  readonly blockTimeout: number;
  readonly maxTurns: number;
  readonly sandbox: SandboxChoice;
}

export interface Tightened extends Limits {
  readonly policies: readonly PolicyRef[];
  readonly limits: readonly ToolLimit[];
  /** Keys, as they stand in the file. */
  readonly ignored: readonly string[];
}

/** Neither stricter nor looser, so trust decides. */
const SPEAKS = {
  always: 'always',
  onTimeout: 'onTimeout',
  approver: 'approver',
  message: 'message',
  deniedMessage: 'deniedMessage',
  agent: 'agent',
  model: 'model',
  baseUrl: 'baseUrl',
  system: 'system',
  temperature: 'temperature',
  contextTokens: 'contextTokens',
  modelTimeout: 'modelTimeout',
  bell: 'bell',
  allowRead: 'allowRead',
  allowWrite: 'allowWrite',
  envPass: 'env.pass',
  journal: 'journal',
} as const satisfies Record<Exclude<keyof Layer, 'policy' | keyof Limits>, string>;

/** Next to another policy it never decides; named here only to tell so. */
const LOOSEST = 'allow-all';

export function tighten(source: Source, now: Limits, tools: Tools): Tightened {
  const { says } = source;
  const policies = policyRefs(source);
  const timeout = shorter(now.timeout, says.timeout);
  const blockTimeout = shorter(now.blockTimeout, says.blockTimeout);
  const maxTurns = shorter(now.maxTurns, says.maxTurns);
  const sandbox = stricterSandbox(now.sandbox, says.sandbox);
  const speaks = (Object.keys(SPEAKS) as (keyof typeof SPEAKS)[]).filter((key) => says[key] !== undefined);
  return {
    policies: policies.filter(({ ref }) => ref !== LOOSEST),
    timeout,
    blockTimeout,
    maxTurns,
    sandbox,
    limits: toolLimits(source, tools),
    ignored: [
      ...policies.filter(({ ref }) => ref === LOOSEST).map(() => `policy: ${LOOSEST}`),
      ...(says.timeout === undefined || says.timeout === timeout ? [] : ['timeout']),
      ...(says.blockTimeout === undefined || says.blockTimeout === blockTimeout ? [] : ['blockTimeout']),
      ...(says.maxTurns === undefined || says.maxTurns === maxTurns ? [] : ['maxTurns']),
      ...(says.sandbox === undefined || says.sandbox === sandbox ? [] : ['sandbox']),
      ...speaks.map((key) => SPEAKS[key]),
      ...[...toolMap(source)].filter(([, tool]) => tool !== false).map(([name]) => `tools.${name}`),
    ],
  };
}

/** @returns The list of tools that a source imposes; without trust also all but what it switches off. */
function toolLimits(source: Source, tools: Tools): readonly ToolLimit[] {
  const off = [...toolMap(source)].filter(([, tool]) => tool === false);
  if (off.length === 0) return listedTools(source, tools);
  const names = off.map(([word]) => toolName(word, tools.known, 'tools', source));
  return [{ who: source.who, tools: tools.on.map(({ name }) => name).filter((name) => !names.includes(name)) }];
}

function shorter(now: number, wanted: number | undefined): number {
  if (wanted === undefined || wanted === 0) return now;
  return now === 0 ? wanted : Math.min(now, wanted);
}

/** Where there is a network in one and perhaps no sandbox in the other, what is stricter than both has neither. */
function stricterSandbox(now: SandboxChoice, wanted: SandboxChoice = now): SandboxChoice {
  const both = [now, wanted];
  if (both.includes('auto') && both.includes('net')) return 'on';
  return SANDBOX_CHOICES.findLast((choice) => both.includes(choice)) ?? now;
}
