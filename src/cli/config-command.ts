// `approve-run config`: the settings of a run here, who set each, the files that were read, and what was ignored, out. Changes nothing.
import { loadSettings, type Settings } from '../config/load-settings.ts';
import { EXIT } from '../errors.ts';
import { jsonLine } from '../text/json-line.ts';
import { homeFolder, workingFolder } from './folders.ts';
import { settingRows } from './setting-rows.ts';
import { settingLines } from './view/setting-lines.ts';

export interface ConfigOptions {
  readonly cwd?: string;
  readonly json?: boolean;
}

const VERSION = 1;

export async function configCommand({ cwd, json = false }: ConfigOptions): Promise<number> {
  const folder = workingFolder(cwd);
  const settings = await loadSettings({ cwd: folder, home: homeFolder(), env: process.env, flags: {} });
  process.stdout.write(json ? jsonLine(asJson(settings)) : `${settingLines(settings, folder).join('\n')}\n`);
  return EXIT.ok;
}

function asJson(settings: Settings): object {
  const rows = settingRows(settings).map(({ key, value, from }) => [key, { value, from }]);
  return { version: VERSION, settings: Object.fromEntries(rows), files: settings.files, notices: settings.notices };
}
