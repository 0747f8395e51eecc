// `approve-run doctor`: what works here, and what to do about what does not, out. Changes nothing, and asks nobody.
import { EXIT } from '../errors.ts';
import { blockEnvironment } from '../execution/environment.ts';
import { projectFolder } from '../execution/resolve-program.ts';
import { jsonLine } from '../text/json-line.ts';
import type { Finding, Place } from './doctor/finding.ts';
import { lookAtConfig } from './doctor/look-at-config.ts';
import { lookAtEditor } from './doctor/look-at-editor.ts';
import { lookAtInterpreters } from './doctor/look-at-interpreters.ts';
import { lookAtModels } from './doctor/look-at-models.ts';
import { lookAtSandbox } from './doctor/look-at-sandbox.ts';
import { lookAtSystem } from './doctor/look-at-system.ts';
import { lookAtTerminal } from './doctor/look-at-terminal.ts';
import { brokenNeeds } from './doctor/needed.ts';
import { asJson, asText } from './doctor/report.ts';
import { homeFolder, workingFolder } from './folders.ts';

export interface DoctorOptions {
  readonly cwd?: string;
  readonly json?: boolean;
}

/** In the order in which they are printed: what a run needs comes first. */
const SECTIONS: Readonly<Record<string, (place: Place) => readonly Finding[] | Promise<readonly Finding[]>>> = {
  'This system': lookAtSystem,
  Interpreters: lookAtInterpreters,
  Terminal: lookAtTerminal,
  Editor: lookAtEditor,
  'Keys, for --model only': lookAtModels,
  Sandbox: lookAtSandbox,
};

/** Like that of a block that failed. */
const NOT_READY = EXIT.blockFailed;

export async function doctorCommand({ cwd: from, json = false }: DoctorOptions): Promise<number> {
  const { env } = process;
  const cwd = workingFolder(from);
  const home = homeFolder();
  const config = await lookAtConfig({ cwd, home, env });
  const { settings } = config;
  const { env: blockEnv } = blockEnvironment(env, settings?.envPass ?? []);
  const place = { cwd, home, project: projectFolder(cwd, home), env, blockEnv, settings };
  const looked = await Promise.all(
    Object.entries(SECTIONS).map(async ([title, look]) => ({ title, findings: await look(place) })),
  );
  const [system, ...others] = looked;
  const sections = [...(system ? [system] : []), { title: 'Configuration', findings: config.findings }, ...others];
  process.stdout.write(json ? jsonLine(asJson(sections)) : asText(sections));
  return brokenNeeds(sections).length === 0 ? EXIT.ok : NOT_READY;
}
