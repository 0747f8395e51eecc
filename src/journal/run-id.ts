// A moment in; the name of a run that began then out: names sort as the runs began, and no two are the same.

const { randomBytes } = process.getBuiltinModule('node:crypto');

const RUN_ID = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

export function newRunId(now: Date): string {
  return `${now.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`;
}

export function isRunId(name: string): boolean {
  return RUN_ID.test(name);
}

/** When it began. */
export function timeOfRun(id: string): Date {
  return new Date(id.replace(/^(....)(..)(..T..)(..)(..Z).*$/, '$1-$2-$3:$4:$5'));
}
