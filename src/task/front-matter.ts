// The YAML between the first two `---` lines in, a task's settings out. Settings can only tighten: what would loosen is ignored, aloud.
import { parse } from 'yaml';
import { TaskError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { TaskSettings } from '../types.ts';

export interface FrontMatter {
  readonly title?: string;
  readonly settings: TaskSettings;
  readonly notices: readonly string[];
}

/** `off` would loosen. */
const SANDBOXES = ['auto', 'net', 'on'] as const;

type Reader = (value: unknown) => string | number | readonly string[] | undefined;

/** What each key takes: the expectation for people, and a reader that answers `undefined` for anything else. */
const KEYS: Readonly<Record<string, { readonly expects: string; readonly read: Reader }>> = {
  title: {
    expects: 'a text',
    read: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined),
  },
  policy: { expects: 'a policy name or path, or a list of them', read: words },
  timeout: {
    expects: 'seconds, 0 or more',
    read: (value) => (typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : undefined),
  },
  tools: { expects: 'a list of tools', read: words },
  sandbox: {
    expects: '"on", "net" or "auto"',
    read: (value) => SANDBOXES.find((choice) => choice === value),
  },
};

/** @throws {TaskError} When it is not YAML, or a known key has a value of the wrong kind. */
export function readFrontMatter(yaml: string, source: string): FrontMatter {
  const data = parseYaml(yaml, source);
  if (data === null || data === undefined) return { settings: {}, notices: [] };
  if (typeof data !== 'object' || Array.isArray(data)) {
    throw new TaskError(
      `${visibleLine(source)}: the front matter is no list of keys and values such as "policy: deny-dangerous".`,
    );
  }
  const values: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const [key, value] of Object.entries(data)) {
    const known = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (known === undefined) {
      ignored.push(visibleLine(key));
      continue;
    }
    const read = known.read(value);
    if (read === undefined) throw new TaskError(`${visibleLine(source)}: front matter "${key}" must be ${known.expects}.`);
    values[key] = read;
  }
  const { title, ...settings } = values as { title?: string } & TaskSettings;
  return {
    ...(title === undefined ? {} : { title }),
    settings,
    notices:
      ignored.length === 0
        ? []
        : [
            `${visibleLine(source)}: front matter ${ignored.map((key) => `"${key}"`).join(', ')} ignored; a task may set only ${Object.keys(KEYS).join(', ')}.`,
          ],
  };
}

function parseYaml(yaml: string, source: string): unknown {
  try {
    return parse(yaml, { maxAliasCount: 50, prettyErrors: true });
  } catch (error) {
    throw new TaskError(`${visibleLine(source)}: the front matter is not valid YAML: ${visibleLine(firstLine(String(error)))}.`, {
      cause: error,
    });
  }
}

function words(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined;
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? text).replace(/[:.]$/, '');
}
