// The path of a config file in, its text out, read once by cosmiconfig; nothing of the repository is ever executed.
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, PublicExplorer } from 'cosmiconfig';
import { ConfigError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { PACKAGE_FILE, PACKAGE_KEY, packageValue, RC_FILES } from './places.ts';
import { checkFile, checkText } from './safe-file.ts';

/**
 * Hands on the text alone: cosmiconfig then sees no `$import` to follow, and what is parsed are the bytes that were hashed.
 * In package.json only our own value counts; cosmiconfig takes it out by its key.
 */
const asText: Loader = (path, text) => {
  checkText(path, text);
  if (basename(path) !== PACKAGE_FILE) return { text };
  const value = packageValue(path, text);
  return value === undefined ? {} : { [PACKAGE_KEY]: { text: JSON.stringify(value, null, 2) } };
};

const refuse: Loader = (path) => {
  throw new ConfigError(`${visibleLine(path)}: is a program; config is JSON or YAML.`);
};

const LOADERS = {
  noExt: asText,
  '.json': asText,
  '.yaml': asText,
  '.yml': asText,
  '.js': refuse,
  '.cjs': refuse,
  '.mjs': refuse,
  '.ts': refuse,
};

/** @throws {ConfigError} When it is no small regular UTF-8 file. */
export async function readConfigText(path: string): Promise<string> {
  await checkFile(path);
  const { cosmiconfig } = await import('cosmiconfig');
  try {
    const found = await outsideOfRepository(() =>
      cosmiconfig(PACKAGE_KEY, {
        searchPlaces: [...RC_FILES, PACKAGE_FILE],
        loaders: LOADERS,
        searchStrategy: 'none',
        mergeSearchPlaces: false,
        cache: false,
      }),
    ).load(path);
    return found?.config?.text ?? '';
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError(`${visibleLine(path)}: cannot be read (${visibleLine(String(cause))}).`, { cause });
  }
}

/** While it is built, cosmiconfig executes `./.config/config.cjs` of the working directory: ours holds none. */
function outsideOfRepository(build: () => PublicExplorer): PublicExplorer {
  const cwd = process.cwd();
  process.chdir(dirname(fileURLToPath(import.meta.url)));
  try {
    return build();
  } finally {
    process.chdir(cwd);
  }
}
