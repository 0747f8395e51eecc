// The environment of approve-run in, the part of it that a block may see out.
import { searchFolders } from './resolve-program.ts';

/** Would change what a program does before its first line runs, or run something itself. */
const LOADERS =
  /^(?:BASH_ENV|ENV|LD_.*|DYLD_.*|NODE_OPTIONS|PYTHONSTARTUP|PERL5OPT|PERL5DB|RUBYOPT|PROMPT_COMMAND|SHELLOPTS|BASHOPTS|PS4|BASH_FUNC_.*)$/;
/** Names by which secrets go. */
const SECRET_NAME =
  /(?:^|_)(?:API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|ENCRYPTION_?KEY|KEY_?ID|APIKEY|TOKEN|SECRETS?|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|AUTH|COOKIE|DSN)(?:_|$)|(?:KEY|TOKEN|SECRET|PASSWORD)$/i;
/** Shapes of keys that providers hand out, tokens of the web, private keys, and passwords inside URLs. */
const SECRET_VALUE =
  /^(?:sk-|sk_live_|rk_live_|gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|AKIA|ASIA|AIza|hf_|npm_|pypi-|eyJ[\w-]+\.eyJ|-----BEGIN )|:\/\/[^/\s:@]+:[^/\s@]+@/;
/** Never handed over, asked for or not: whoever has it can answer for the person who is asked. */
const APPROVER_KEY = 'APPROVE_RUN_APPROVER_KEY';
/** Sockets and settings whose names only look like secrets. */
const HARMLESS = new Set(['SSH_AUTH_SOCK', 'XAUTHORITY', 'COLORTERM']);

export interface BlockEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** Names that were left out because they look like secrets. */
  readonly withheld: readonly string[];
}

/**
 * Leaves out what looks like a secret, and what would make a program load other code first.
 *
 * @param pass Names that are let through all the same.
 * @example
 * ```ts
 * import { blockEnvironment } from 'approve-run';
 *
 * const { env, withheld } = blockEnvironment({ PATH: '/usr/bin', GITHUB_TOKEN: 'x' }, []);
 * console.log(env, withheld); // { PATH: '/usr/bin' } [ 'GITHUB_TOKEN' ]
 * ```
 */
export function blockEnvironment(env: NodeJS.ProcessEnv, pass: readonly string[]): BlockEnvironment {
  const kept: Record<string, string> = {};
  const withheld: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || name === APPROVER_KEY) continue;
    if (pass.includes(name)) kept[name] = value;
    // Interpreters are often scripts that start others by name: what must not win for us must not win for them.
    else if (name === 'PATH') kept[name] = searchFolders(value).join(':');
    else if (LOADERS.test(name)) continue;
    else if (!HARMLESS.has(name) && (SECRET_NAME.test(name) || SECRET_VALUE.test(value))) withheld.push(name);
    else kept[name] = value;
  }
  return { env: kept, withheld };
}
