// What was typed for the folder of journals in; where runs are recorded here, or would be were recording on, out.
import { loadSettings } from '../config/load-settings.ts';
import { stateFolder } from '../config/places.ts';
import { JournalError, UsageError } from '../errors.ts';
import { homeFolder, workingFolder } from './folders.ts';

/** @throws {UsageError | JournalError} Where there is none to look into. */
export async function journalFolder(journal: string | undefined): Promise<string> {
  const home = homeFolder();
  const flags = journal === undefined ? {} : { journal };
  const { journal: folder } = await loadSettings({ cwd: workingFolder(), home, env: process.env, flags });
  if (journal === 'off') throw new UsageError('--journal off names no folder to look into.');
  const usual = stateFolder({ home, env: process.env });
  if (folder !== undefined && folder !== 'off') return folder;
  if (usual === undefined) throw new JournalError('There is no folder of journals. Set HOME to an absolute path.');
  return `${usual}/journal`;
}
