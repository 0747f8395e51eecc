// Variables that make other programs run something. One line each: the name and what setting it does.
import type { EffectKind } from '../effects.ts';

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
    /^LD_(?:PRELOAD|AUDIT|LIBRARY_PATH)$|^DYLD_\w+$/,
    { kind: 'opaque', says: 'loads a library into other programs:', harmless: /^$|libasan|jemalloc|tcmalloc|^\/usr\/lib/ },
  ],
  [/^(?:BASH_ENV|PROMPT_COMMAND)$/, { ...RUNS, harmless: /^$/ }],
  [/^(?:ENV|PS4|PS1)$/, { ...RUNS, harmless: /^[^$`/]*$/ }],
  [
    /^(?:GIT_SSH|GIT_SSH_COMMAND|GIT_PROXY_COMMAND|GIT_EXTERNAL_DIFF|GIT_ASKPASS|SSH_ASKPASS|SUDO_ASKPASS|GIT_EDITOR|GIT_SEQUENCE_EDITOR)$/,
    { ...RUNS, harmless: /^$|^(?:true|false|:|cat|echo|ssh(?: -[\w=/~.-]+(?: [\w=/~.-]+)?)*)$/ },
  ],
  [/^(?:PAGER|GIT_PAGER|MANPAGER|EDITOR|VISUAL|BROWSER|LESSOPEN|LESSCLOSE|AWS_PAGER)$/, { ...RUNS, harmless: PLAIN_PROGRAM }],
  [
    /^(?:PERL5OPT|PERL5DB|RUBYOPT|PYTHONSTARTUP|PYTHONINSPECT|JAVA_TOOL_OPTIONS|RIPGREP_CONFIG_PATH|GIT_CONFIG_(?:COUNT|KEY_\d+|VALUE_\d+|GLOBAL|SYSTEM|PARAMETERS))$/,
    { ...RUNS, harmless: /^$|^\/dev\/null$|^-X\w+|^\d+$|^user\.|^init\.|^safe\.directory|^[\w@. -]+$/ },
  ],
  [/^NODE_OPTIONS$/, { ...RUNS, harmless: /^(?!.*(?:--require|-r |--import|--loader|--eval))/ }],
];

/** Makes later words mean other programs: no danger by itself, but nothing that is allowed by name may stand on it. */
const MOVES_PROGRAMS =
  /^(?:PATH|IFS|CDPATH|HOME|PYTHONPATH|NODE_PATH|PYTHONHOME|GIT_DIR|GIT_WORK_TREE|SHELLOPTS|BASHOPTS|npm_config_\w+)$/;

export function dangerOf(name: string, value: string): { readonly kind: EffectKind; readonly says: string } | undefined {
  const found = DANGERS.find(([pattern]) => pattern.test(name))?.[1];
  if (found !== undefined) return found.harmless?.test(value) ? undefined : { kind: found.kind, says: `${found.says} ${name}` };
  return MOVES_PROGRAMS.test(name) ? { kind: 'execute', says: `changes what later commands mean: ${name}` } : undefined;
}
