// A scratch HOME and a scratch project in it, made of a table of files; both are removed after the test.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Flags, loadSettings } from '../../src/config/load-settings.ts';
import { addTrust, describeForTrust } from '../../src/config/trust.ts';
import type { TaskSettings } from '../../src/types.ts';

export interface Scratch {
  readonly home: string;
  /** Has a `.git`. */
  readonly project: string;
  /** Paths start at HOME; the project is `project/`. */
  readonly write: (path: string, text: string | Buffer) => string;
  readonly load: (input?: Input) => ReturnType<typeof loadSettings>;
  readonly trust: (file: string) => Promise<void>;
}

interface Input {
  readonly flags?: Flags;
  readonly env?: NodeJS.ProcessEnv;
  readonly task?: TaskSettings;
  readonly cwd?: string;
}

export function scratch(context: TestContext, files: Readonly<Record<string, string>> = {}): Scratch {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'approve-run-config-')));
  context.after(() => rmSync(root, { recursive: true }));
  const home = join(root, 'home');
  const project = join(home, 'project');
  mkdirSync(join(project, '.git'), { recursive: true });
  const write = (path: string, text: string | Buffer) => {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    home,
    project,
    write,
    load: ({ flags = {}, env = {}, task, cwd = project } = {}) =>
      loadSettings({
        cwd,
        home,
        env,
        flags,
        ...(task === undefined ? {} : { task: { settings: task, source: 'task.md', base: cwd } }),
      }),
    trust: async (file) => addTrust(await describeForTrust(file), { home, env: {} }),
  };
}

export const USER = '.config/approve-run/config.yaml';
export const PROJECT = 'project/.approvalrc';
