// A command that runs `true` in a sandbox in; what went wrong, or undefined, out. Being installed says nothing: only a trial tells.
import { spawn } from 'node:child_process';
import { visibleLine } from '../../text/visible.ts';
import type { Argv } from '../../types.ts';

const PATIENCE_MS = 2000;
const MOST_TEXT = 300;

export async function tryOut([program, ...args]: Argv, env: Readonly<Record<string, string>>): Promise<string | undefined> {
  const child = spawn(program, args, {
    cwd: '/',
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(0, MOST_TEXT);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) =>
    child.once('close', (...how) => resolve(how)).once('error', reject),
  ).catch((error: Error) => {
    said = error.message;
    return [-1, null] as const;
  });
  if (code === 0) return undefined;
  const line = said.trim().split('\n')[0] ?? '';
  if (line !== '') return visibleLine(line).replace(/\.$/, '');
  return signal === null ? `${visibleLine(program)} ended with ${code}` : `${visibleLine(program)} did not end within 2 s`;
}
