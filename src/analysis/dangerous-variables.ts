// Variables that make other programs run something. One line each: the name and what setting it does.
import type { EffectKind } from '../effects.ts';
import { runsProgram } from './commands/git-settings.ts';

interface Danger {
  readonly kind: EffectKind;
  readonly says: string;
  /** Contents that are ordinary. */
  readonly harmless?: RegExp;
}

const RUNS = { kind: 'opaque', says: 'makes other programs run' } as const;
const PLAIN_PROGRAM =
  /^$|^(?:\/usr\/bin\/|\/bin\/)?(?:cat|less|more|true|false|vi|vim|nano|emacs|code --wait|ssh|bat|delta)(?: -[\w]+)*$/;

const DANGERS: readonly (readonly [name: RegExp, danger: Danger])[] = [
  [
    /^(?:LD|DYLD)(?:_FALLBACK)?_LIBRARY_PATH$/,
    {
      kind: 'opaque',
      says: 'loads a library into other programs:',
      // Where builds put libraries: what runs there is the project's own.
      harmless:
        /^(?!.*\/tmp\/)(?:(?:[^:]*\/)?(?:lib\w*|build[\w-]*|target|cuda[\w.-]*|out|dist)(?:\/[^:]*)?(?::|$)|\$\w+(?::|$)|\$\{\w+[^}:]*\}(?::|$)|:)*$/,
    },
  ],
  [
    /^LD_(?:PRELOAD|AUDIT)$|^DYLD_\w+$/,
    { kind: 'opaque', says: 'loads a library into other programs:', harmless: /^$|libasan|jemalloc|tcmalloc|^\/usr\/lib/ },
  ],
  [
    /^(?:BASH_ENV|ENV|PROMPT_COMMAND|ZDOTDIR|VIMINIT|EXINIT|GIT_EXEC_PATH|GIT_TEMPLATE_DIR|DOTNET_STARTUP_HOOKS|LUA_INIT\w*)$/,
    { ...RUNS, harmless: /^$/ },
  ],
  // Settings of approve-run, for a run inside this one; and the mark by which what a block leaves behind is found.
  [
    /^APPROVE_RUN_\w+$/,
    { kind: 'self-tamper', says: "changes approve-run's settings:", harmless: /^(?:|deny-all|ask|read-only|deny|stop|on|\d+)$/ },
  ],
  [/^BASH_FUNC_.*$/, { kind: 'opaque', says: 'hands a function to other shells:' }],
  // Prompts are expanded each time they are shown.
  [/^PS[0-4]$/, { ...RUNS, harmless: /^(?:[^$`]|\$(?![({])|\$\{[^}@`(]*\})*$/ }],
  [
    /^(?:GIT_SSH|GIT_SSH_COMMAND|GIT_PROXY_COMMAND|GIT_EXTERNAL_DIFF|GIT_ASKPASS|SSH_ASKPASS|SUDO_ASKPASS|GIT_EDITOR|GIT_SEQUENCE_EDITOR)$/,
    { ...RUNS, harmless: /^$|^(?:true|false|:|cat|echo|ssh(?: -[\w=/~.-]+(?: [\w=/~.-]+)?)*)$/ },
  ],
  [/^(?:PAGER|GIT_PAGER|MANPAGER|EDITOR|VISUAL|BROWSER|LESSOPEN|LESSCLOSE|AWS_PAGER)$/, { ...RUNS, harmless: PLAIN_PROGRAM }],
  [/^(?:PERL5OPT|PERL5DB|RUBYOPT)$/, { ...RUNS, harmless: /^(?:\s*-[wWT]\w*)*$/ }],
  [
    /^(?:PYTHONSTARTUP|PYTHONBREAKPOINT|RIPGREP_CONFIG_PATH|GIT_CONFIG_(?:GLOBAL|SYSTEM))$/,
    { ...RUNS, harmless: /^$|^\/dev\/null$|^0$/ },
  ],
  [
    /^(?:_?JAVA_(?:TOOL_)?OPTIONS|JDK_JAVA_OPTIONS)$/,
    { ...RUNS, harmless: /^(?!.*-(?:javaagent|agent|XX:OnError|XX:OnOutOfMemoryError))/s },
  ],
  [/^GIT_CONFIG_PARAMETERS$/, { ...RUNS, harmless: /^$/ }],
  [/^(?:LESS|MORE)$/, { ...RUNS, harmless: /^[^+]*$/ }],
  [
    /^(?:TAR_OPTIONS|ZIPOPT|RSYNC_RSH|WGETRC|CURL_HOME)$/,
    { ...RUNS, harmless: /^$|^ssh$|^(?:--(?:no-same-owner|warning=[\w-]+|owner=\w+|group=\w+)\s*)*$/ },
  ],
  [/^(?:GNU)?MAKEFLAGS$/, { ...RUNS, harmless: /^(?!.*(?:--eval|SHELL=))/s }],
  [
    /^npm_config_(?:script[_-]shell|shell|git|node[_-]options|editor|viewer)$/i,
    { ...RUNS, harmless: /^$|^(?:\/bin\/)?(?:ba)?sh$/ },
  ],
  [
    /^(?:RUSTC(?:_WORKSPACE)?_WRAPPER|CC_WRAPPER|CMAKE_\w+_LAUNCHER)$/,
    { ...RUNS, harmless: /^$|^(?:\S*\/)?(?:sccache|ccache)$/ },
  ],
  [
    /^(?:PIP_(?:EXTRA_)?INDEX_URL|UV_(?:EXTRA_|DEFAULT_)?INDEX(?:_URL)?|npm_config_registry|GOPROXY)$/i,
    {
      kind: 'download-execute',
      says: 'takes packages from elsewhere:',
      harmless:
        /^$|^(?:direct|off)$|^https?:\/\/(?:localhost|127\.|pypi\.org|test\.pypi\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|download\.pytorch\.org|proxy\.golang\.org)/,
    },
  ],
  [
    /^TF_CLI_ARGS(?:_(?:apply|destroy))?$/,
    {
      kind: 'cloud-destroy',
      says: 'changes the infrastructure without asking, by',
      harmless: /^(?!.*-(?:auto-approve|destroy))/s,
    },
  ],
  [/^NODE_OPTIONS$/, { ...RUNS, harmless: /^(?!.*(?:--require|-r |--import|--loader|--eval))/ }],
];

/** Makes later words mean other programs: no danger by itself, but nothing that is allowed by name may stand on it. */
const MOVES_PROGRAMS =
  /^(?:PATH|IFS|CDPATH|HOME|PYTHONPATH|NODE_PATH|PYTHONHOME|GIT_DIR|GIT_WORK_TREE|SHELLOPTS|BASHOPTS|npm_config_\w+)$/;

/** Longer ones are not ordinary. */
const MAX_VALUE = 2_000;

export function dangerOf(name: string, value: string): { readonly kind: EffectKind; readonly says: string } | undefined {
  // Of a setting of git that comes in two variables, its name tells what it does.
  if (/^GIT_CONFIG_KEY_\d+$/.test(name)) return runsProgram(value, '?') ? { ...RUNS, says: `${RUNS.says} ${value}` } : undefined;
  const found = DANGERS.find(([pattern]) => pattern.test(name))?.[1];
  if (found !== undefined)
    return value.length < MAX_VALUE && found.harmless?.test(value)
      ? undefined
      : { kind: found.kind, says: `${found.says} ${name}` };
  return MOVES_PROGRAMS.test(name) ? { kind: 'execute', says: `changes what later commands mean: ${name}` } : undefined;
}
