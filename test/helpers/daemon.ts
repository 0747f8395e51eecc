// Bash that starts a process which leaves the block's group and prints nothing.

/** Waits until the program that was started last runs: until then it is a copy of the shell. */
export const UP = 'until [[ $(</proc/$!/comm) == sleep ]]; do :; done';
export const DAEMON = `setsid sleep 300 >/dev/null 2>&1 & ${UP}`;
