// A folder of a test's own, under a HOME of its own; both go when the test ends.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

export interface Scratch {
  readonly home: string;
  /** The working directory: a project inside HOME. */
  readonly cwd: string;
  /** Writes a file below `cwd` and returns its path. */
  write(name: string, content: string | Buffer): string;
  /** Does something when the test has ended. */
  after(task: () => void): void;
}

export function scratch(context: Pick<TestContext, 'after'>): Scratch {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'approve-run-test-')));
  const cwd = join(home, 'project');
  mkdirSync(join(cwd, '.git'), { recursive: true });
  context.after(() => rmSync(home, { recursive: true, force: true }));
  return {
    home,
    cwd,
    after: (task) => context.after(task),
    write(name, content) {
      const path = join(cwd, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
  };
}

/** What a developer's shell would hand over, without this machine's own settings. */
export function cleanEnv({ home }: Scratch, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, TERM: 'xterm-256color', ...extra };
}

export function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\`\n`;
}
