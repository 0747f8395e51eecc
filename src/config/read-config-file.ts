// The path of a config file in; its checked settings, and the text that they were read from, out.
import { promises } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { ConfigError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { configSchema } from './config-schema.ts';
import { readConfigText } from './explorer.ts';
import { type KeyPath, parseConfigText } from './parse-config-text.ts';
import { PACKAGE_FILE, PACKAGE_KEY } from './places.ts';
import type { FileSettings } from './settings.ts';

export interface ConfigFile {
  readonly path: string;
  /** With links followed: trust is given to it, and relative paths in it start from its folder. */
  readonly real: string;
  readonly base: string;
  /** What was parsed; of package.json only our own value. */
  readonly text: string;
  readonly settings: FileSettings;
  readonly fault: (path: KeyPath, message: string) => ConfigError;
}

/** @throws {ConfigError} With file, place, key and what was expected. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const text = await readConfigText(path);
  const real = await promises.realpath(path);
  const inPackage = basename(path) === PACKAGE_FILE;
  const parsed = await parseConfigText(text, inPackage || extname(path) === '.json' ? 'json' : 'yaml', path);
  const fault = (keys: KeyPath, message: string) => {
    // Lines are those of our own value, which is not where it stands in package.json.
    const where = inPackage ? '' : parsed.at(keys);
    const name = [...(inPackage ? [PACKAGE_KEY] : []), ...keys].join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
    return new ConfigError(
      `${visibleLine(path)}${where}: ${name === '' ? 'it' : `"${visibleLine(name)}"`} ${message}${/[.?]$/.test(message) ? '' : '.'}`,
    );
  };
  return { path, real, base: dirname(real), text, settings: await check(parsed.data ?? {}, fault), fault };
}

async function check(data: unknown, fault: ConfigFile['fault']): Promise<FileSettings> {
  const valibot = await import('valibot');
  const checked = valibot.safeParse(configSchema(valibot), data, { abortPipeEarly: true });
  if (checked.success) return checked.output;
  // A misspelt key is why another one is missing, so it is the one to name.
  const issue = checked.issues.find(({ expected }) => expected === 'never') ?? checked.issues[0];
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const got = RECEIVED[issue.received] ?? visibleLine(issue.received).slice(0, 60);
  const nothing = issue.type === 'non_empty' || issue.received === '""' || issue.received === 'undefined';
  const telling = issue.message.startsWith('must be') && !nothing;
  throw fault(keys, telling ? `${issue.message}, not ${got}` : issue.message);
}

/** How valibot names what it got, for people. */
const RECEIVED: Readonly<Record<string, string>> = { Array: 'a list', Object: 'keys and values' };
