// Where runs are recorded here in; whether they can be, out. Makes nothing: a folder that is not there is made by the first run.
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApproveRunError } from '../../errors.ts';
import { journalKey } from '../../journal/journal-key.ts';
import { makeFolder } from '../../journal/journal-paths.ts';
import { shortPath } from '../../text/short-path.ts';
import type { Finding, Place } from './finding.ts';

const NAME = 'journal';
const TODO = 'Nothing runs until it can be written. Name another folder by --journal; --journal off runs without one.';

export function lookAtJournal({ settings, env }: Place): readonly Finding[] {
  if (settings === undefined) return [];
  const { journal: folder } = settings;
  if (folder === 'off') return [{ mark: 'note', name: NAME, says: 'off: what runs is not recorded' }];
  if (folder === undefined) return [{ mark: 'broken', name: NAME, says: 'there is no folder for it', todo: TODO }];
  try {
    if (existsSync(folder)) makeFolder(folder);
    accessSync(nearest(folder), constants.W_OK | constants.X_OK);
    const signed = journalKey(env) === undefined ? '' : ' · signed';
    return [{ mark: 'works', name: NAME, says: `${shortPath(folder)}${signed}` }];
  } catch (error) {
    const [says = '', todo = ''] =
      error instanceof ApproveRunError ? error.message.replace(' Nothing was run.', '').split('\n') : [];
    return [{ mark: 'broken', name: NAME, says: says || `${shortPath(folder)} cannot be written to`, todo: todo || TODO }];
  }
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}
