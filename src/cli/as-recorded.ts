// Settings, and what was typed, in; what a journal has of them, so that it means the same in another folder and at another time, out.
import type { Flags, Settings } from '../config/load-settings.ts';
import { policyFiles } from '../config/policy-files.ts';
import { digestOf } from '../digest.ts';
import type { RecordedPolicy } from '../journal/recorded-run.ts';
import { settingRows } from './setting-rows.ts';

const REPLAY = 'replay:';

/** @param recording The file that is replayed, absolute: a path was looked for where approve-run was started, and `last` will be another run. */
export function flagsAsRecorded(flags: Flags, recording: string | undefined): Flags {
  return recording === undefined ? flags : { ...flags, agent: `${REPLAY}${recording}` };
}

/** Each key as it would stand in a configuration file. */
export function settingsAsRecorded(settings: Settings, recording?: string): Readonly<Record<string, unknown>> {
  const values = Object.fromEntries(settingRows(settings).map(({ key, value }) => [key, value]));
  return recording === undefined ? values : { ...values, agent: `${REPLAY}${recording}` };
}

/** Each policy with its files, extended ones included. */
export async function policiesAsRecorded({
  policies,
}: Settings): Promise<readonly (RecordedPolicy & { readonly from: string })[]> {
  return Promise.all(
    policies.map(async ({ ref, base, from }) => {
      const files = await policyFiles([ref], base);
      return { ref, from, files: files.map(({ file, text }) => ({ path: file, digest: digestOf(text) })) };
    }),
  );
}
