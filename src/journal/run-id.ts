// A moment in; the name of a run that began then out: names sort as the runs began, and no two are the same.

const { randomBytes } = process.getBuiltinModule('node:crypto');

const RUN_ID = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

/** The eight digits are the milliseconds, three of them, and chance. */
export function newRunId(now: Date): string {
  const second = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const ms = now.getUTCMilliseconds().toString(16).padStart(3, '0');
  return `${second}-${ms}${randomBytes(3).toString('hex').slice(1)}`;
}

export function isRunId(name: string): boolean {
  return RUN_ID.test(name) && !Number.isNaN(timeOfRun(name).getTime());
}

/** When it began. */
export function timeOfRun(id: string): Date {
  return new Date(id.replace(/^(....)(..)(..T..)(..)(..Z).*$/, '$1-$2-$3:$4:$5'));
}
