// What blocks run in, as the few words that stand above them; none where they have all rights of the user.
import type { SandboxMode } from '../types.ts';

export function sandboxWords(mode: SandboxMode): readonly string[] {
  if (mode === 'none') return [];
  return [mode === 'net' ? 'sandbox with network' : 'sandbox'];
}
