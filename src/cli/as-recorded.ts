// Settings, and what was typed, in; what a journal has of them, so that it means the same in another folder and at another time, out.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Flags, Settings } from '../config/load-settings.ts';
import { policyFiles } from '../config/policy-files.ts';
import { digestOf } from '../digest.ts';
import type { RecordedPolicy } from '../journal/recorded-run.ts';
import { settingRows } from './setting-rows.ts';

const REPLAY = 'replay:';

/** A recording is looked for in the folder that approve-run was started in: from now on it is known by all of its path. */
export function flagsAsRecorded(flags: Flags): Flags {
  return flags.agent === undefined ? flags : { ...flags, agent: agentAsRecorded(flags.agent) };
}

/** Each key as it would stand in a configuration file. */
export function settingsAsRecorded(settings: Settings): Readonly<Record<string, unknown>> {
  const rows = settingRows(settings).map(({ key, value }) => [key, key === 'agent' ? agentAsRecorded(String(value)) : value]);
  return Object.fromEntries(rows);
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

function agentAsRecorded(agent: string): string {
  const path = agent.startsWith(REPLAY) ? agent.slice(REPLAY.length).trim() : '';
  return path !== '' && existsSync(path) ? `${REPLAY}${resolve(path)}` : agent;
}
