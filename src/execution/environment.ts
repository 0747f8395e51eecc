// The environment of approve-run in, the part of it that a block may see out.
import { SECRET_START } from '../text/secret-shapes.ts';
import { searchFolders } from './resolve-program.ts';

/** Would change what a program does before its first line runs, or run something itself. */
const LOADERS =
  /^(?:BASH_ENV|ENV|LD_.*|DYLD_.*|NODE_OPTIONS|PYTHONSTARTUP|PERL5OPT|PERL5DB|RUBYOPT|PROMPT_COMMAND|SHELLOPTS|BASHOPTS|PS4|BASH_FUNC_.*)$/;
/** Names by which secrets go. */
const SECRET_NAME =
  /(?:^|_)(?:API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|ENCRYPTION_?KEY|KEY_?ID|APIKEY|TOKEN|SECRETS?|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|AUTH|COOKIE|DSN)(?:_|$)|(?:KEY|TOKEN|SECRET|PASSWORD)$/i;
/** Passwords inside URLs. */
const URL_PASSWORD = /:\/\/[^/\s:@]+:[^/\s@]+@/;
/** Never handed over, asked for or not: whoever has them can answer for the person who is asked, or write their own record of it. */
const OWN_KEYS = ['APPROVE_RUN_APPROVER_KEY', 'APPROVE_RUN_JOURNAL_KEY'];
/** A shorter one would be found in ordinary text. */
const LEAST_SECRET = 8;
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
    if (value === undefined || OWN_KEYS.includes(name)) continue;
    if (pass.includes(name)) kept[name] = value;
    // Interpreters are often scripts that start others by name: what must not win for us must not win for them.
    else if (name === 'PATH') kept[name] = searchFolders(value).join(':');
    else if (LOADERS.test(name)) continue;
    else if (!HARMLESS.has(name) && (SECRET_NAME.test(name) || looksSecret(value))) withheld.push(name);
    else kept[name] = value;
  }
  return { env: kept, withheld };
}

/** Values of variables that no block sees by itself, and that are long enough to be told from ordinary words. */
export function secretValues(env: NodeJS.ProcessEnv): readonly string[] {
  const { withheld } = blockEnvironment(env, []);
  // Programs print them without the blanks around them.
  const values = [...withheld, ...OWN_KEYS].map((name) => env[name]?.trim() ?? '');
  return values.filter((value) => value.length >= LEAST_SECRET);
}

function looksSecret(value: string): boolean {
  return SECRET_START.test(value) || URL_PASSWORD.test(value);
}
