// The folder of a virtual environment in; the environment of blocks and the tool that Python blocks run by out.
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { visibleLine } from '../../text/visible.ts';
import { findTool } from '../../tool/find-tool.ts';
import { BUILT_IN_TOOLS } from '../../tool/tools.ts';
import type { Tool } from '../../types.ts';

type Env = Readonly<Record<string, string>>;

/** The same for environments of `python -m venv`, of virtualenv and of uv. @throws {UsageError} When there is no Python in it. */
export function pythonOf(virtualEnv: string): string {
  const python = join(virtualEnv, 'bin/python');
  try {
    accessSync(python, constants.X_OK);
    if (existsSync(join(virtualEnv, 'pyvenv.cfg'))) return python;
  } catch {}
  const name = visibleLine(virtualEnv);
  throw new UsageError(`virtualEnv: ${name} is no virtual environment. Make one (python3 -m venv ${name}), or name another.`);
}

/** As its `activate` leaves it. */
export function activated({ PYTHONHOME: _, ...env }: Env, virtualEnv: string): Env {
  return { ...env, VIRTUAL_ENV: virtualEnv, PATH: [join(virtualEnv, 'bin'), env.PATH ?? ''].filter(Boolean).join(':') };
}

/** Python among the tools, started by the environment's own program; undefined where there is none among them. */
export function pythonTool(tools: readonly Tool[], python: string): Tool | undefined {
  const tool = findTool('python', tools);
  const [, ...args] = BUILT_IN_TOOLS.find(({ name }) => name === 'python')?.commands[0]?.argv ?? [''];
  return tool && { ...tool, commands: [{ argv: [python, ...args] }] };
}
