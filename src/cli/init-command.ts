// `approve-run init`: writes a `.approvalrc.yaml` that explains itself into the folder, after a few questions or with `--yes` none.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findProjectFile, isProject } from '../config/find-project-file.ts';
import { loadSettings, type Settings } from '../config/load-settings.ts';
import { configFolder, type Owner } from '../config/places.ts';
import { EXIT, UsageError } from '../errors.ts';
import { shortPath } from '../text/short-path.ts';
import { visibleLine } from '../text/visible.ts';
import { PACKAGE_FOLDER } from '../tool/package-folder.ts';
import { paint } from '../view/paint.ts';
import { homeFolder, workingFolder } from './folders.ts';
import { type Chosen, rcText } from './rc-text.ts';

export interface InitOptions {
  readonly cwd?: string;
  readonly yes?: boolean;
}

const FILE = '.approvalrc.yaml';
const SCHEMA = 'dist/approvalrc.schema.json';

export async function initCommand({ cwd, yes = false }: InitOptions): Promise<number> {
  const folder = workingFolder(cwd);
  const place = { cwd: folder, home: homeFolder(), env: process.env, flags: {} };
  await requireNone(folder, place);
  if (!yes && !(process.stdin.isTTY && process.stderr.isTTY))
    throw new UsageError('init asks at a terminal, and here is none. To take the defaults unasked: approve-run init --yes');
  const now = await loadSettings(place);
  const chosen = yes ? {} : await (await import('./init-questions.ts')).askForSettings(now);
  if (chosen === undefined) {
    process.stderr.write('Nothing was written.\n');
    return EXIT.interrupted;
  }
  const path = join(folder, FILE);
  await writeNew(path, await rcText(chosen, schemaFor(folder)));
  process.stderr.write(report(path, chosen, await loadSettings(place)));
  return EXIT.ok;
}

/** A second file would count instead of the first one, and so undo what that one forbids. */
async function requireNone(folder: string, owner: Owner): Promise<void> {
  if (!isProject(folder, owner.home)) {
    const own = join(configFolder(owner) ?? '', 'config.yaml');
    throw new UsageError(
      `${shortPath(folder)} is no project, so no config file is read in it. Your own would be ${shortPath(own)}.`,
    );
  }
  const found = await findProjectFile(folder, owner.home);
  if (found !== undefined) throw new UsageError(`${visibleLine(found)} is there already. Nothing was written.`);
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`${visibleLine(path)}: cannot be written (${code}).`, { cause });
  }
}

/** Where the package lies in the project, everyone who works on it has the same path. */
function schemaFor(folder: string): string {
  const inProject = `node_modules/approve-run/${SCHEMA}`;
  return existsSync(join(folder, inProject)) ? `./${inProject}` : pathToFileURL(join(PACKAGE_FOLDER, SCHEMA)).href;
}

function report(path: string, chosen: Chosen, { policies, notices }: Settings): string {
  const set = Object.entries(chosen).map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(', ') : value}`);
  const lines = [
    `${paint.good('✓')} Wrote ${shortPath(path)}: ${set.join(' · ') || 'nothing is set yet, every key stands in it as a comment'}.`,
    `  In force here: policy ${policies.map(({ ref }) => visibleLine(ref)).join(' + ')}. approve-run config shows the rest, and who set it.`,
    '  The file can only make runs stricter, until you say yes to approve-run trust.',
    ...notices.map((notice) => paint.warn(`! ${notice}`)),
  ];
  return `${lines.join('\n')}\n`;
}
