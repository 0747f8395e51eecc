// What must still happen when this process ends by itself, whatever the way: one listener for all of it.

const tasks = new Set<() => void>();

/** Runs `task` when the process exits. @returns A function that takes it back. */
export function atExit(task: () => void): () => void {
  if (tasks.size === 0) process.once('exit', runAll);
  tasks.add(task);
  return () => {
    tasks.delete(task);
    if (tasks.size === 0) process.off('exit', runAll);
  };
}

/** One that fails must not keep the others from being done. */
function runAll(): void {
  for (const task of tasks) {
    try {
      task();
    } catch {}
  }
}
