// A moment in; the name of a run that began then out: names sort as the runs began, and no two of a process are the same.

const { randomBytes } = process.getBuiltinModule('node:crypto');

const RUN_ID = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

/** Five digits. */
const CHANCES = 0x100000;
/** Counted on, so that runs of one process differ, whatever the clock says. */
let chance = randomBytes(4).readUInt32BE();

/** The eight digits are the milliseconds, three of them, and chance. Another process may have the same: 1 in a million that begin together. */
export function newRunId(now: Date): string {
  const second = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const ms = now.getUTCMilliseconds().toString(16).padStart(3, '0');
  chance = (chance + 1) % CHANCES;
  return `${second}-${ms}${chance.toString(16).padStart(5, '0')}`;
}

export function isRunId(name: string): boolean {
  return RUN_ID.test(name) && !Number.isNaN(timeOfRun(name).getTime());
}

/** When it began. */
export function timeOfRun(id: string): Date {
  return new Date(id.replace(/^(....)(..)(..T..)(..)(..Z).*$/, '$1-$2-$3:$4:$5'));
}
