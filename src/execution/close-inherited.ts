// Closes what whoever started this process left open for it (a lock, a folder, a service), so that no block is handed it: a folder that
// is open leads out of every sandbox. Node itself does so for the first sixteen, and opens all of its own to be closed at a start.
import { closeSync, readdirSync, readFileSync } from 'node:fs';

const CLOSED_AT_START = 0o2000000;

/** To be called when everything that the command line names is open. Only where there is /proc. */
export function closeInherited(): void {
  for (const descriptor of openDescriptors()) {
    try {
      const flags = /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1];
      const ours = descriptor <= 2 || descriptor === channel() || flags === undefined;
      if (!ours && (Number.parseInt(flags, 8) & CLOSED_AT_START) === 0) closeSync(descriptor);
    } catch {}
  }
}

function openDescriptors(): readonly number[] {
  try {
    return readdirSync('/proc/self/fd').map(Number);
  } catch {
    return [];
  }
}

/** Of a process that another Node started as its own. */
function channel(): number | undefined {
  return (process.channel as { readonly fd?: number } | null | undefined)?.fd;
}
