// Options in; a shell tool in a scratch folder, its calls as plain functions, and what happened, out.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ShellToolOptions, shellTool } from '../../src/assemble/shell-tool/shell-tool.ts';
import type { RunEvent } from '../../src/events.ts';
import type { Scratch } from './scratch.ts';

export interface ShellHere {
  run(command: string): Promise<string>;
  readonly events: readonly RunEvent[];
  /** Whether a file is there. */
  has(name: string): boolean;
}

/** Whatever the filters let through runs unasked, unless the options say otherwise. */
export function shellHere(place: Scratch, options: ShellToolOptions = {}): ShellHere {
  const events: RunEvent[] = [];
  const decides = options.approvalFunc !== undefined || options.policy !== undefined;
  const folder = options.codeExecutor === undefined ? { cwd: place.cwd } : {};
  const tool = shellTool({
    ...(decides ? {} : { approval: 'none' }),
    ...folder,
    ...options,
    emit: (event) => void events.push(event),
  });
  place.after(() => tool.close());
  return {
    run: (command) => tool.execute({ command }),
    events,
    has: (name) => existsSync(join(place.cwd, name)),
  };
}
