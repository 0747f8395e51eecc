// The commands that run what was run before: their options and arguments. Each hands them to a file of its own, loaded only then.
import type { Command } from 'commander';
import { REPLAY_HELP, RESUME_HELP } from './help-texts.ts';
import { newCommand, policyOption } from './new-command.ts';
import type { ReplayOptions } from './replay-command.ts';
import type { ResumeOptions } from './resume-command.ts';
import {
  alwaysOption,
  approverOption,
  baseUrlOption,
  jsonOption,
  lookInOption,
  maxTurnsOption,
  modelOption,
  onTimeoutOption,
  quietOption,
  timeoutOption,
} from './shared-options.ts';

type Done = (exitCode: number) => void;

export function resume(done: Done): Command {
  return newCommand('resume')
    .description('go on with a run where it was ended')
    .argument('[run]', 'id, its beginning, or last (default: the newest here)')
    .addOption(policyOption())
    .addOption(alwaysOption())
    .addOption(approverOption())
    .addOption(timeoutOption())
    .addOption(onTimeoutOption())
    .addOption(modelOption())
    .addOption(baseUrlOption())
    .addOption(maxTurnsOption())
    .addOption(jsonOption())
    .addOption(lookInOption())
    .addOption(quietOption())
    .addHelpText('after', RESUME_HELP)
    .action(async (run: string | undefined, options: ResumeOptions) =>
      done(await (await import('./resume-command.ts')).resumeCommand(run, options)),
    );
}

export function replay(done: Done): Command {
  return newCommand('replay')
    .description('run what a recorded run ran, as it was approved')
    .argument('<run>', 'id, its beginning, or last')
    .addOption(policyOption())
    .addOption(approverOption())
    .addOption(timeoutOption())
    .addOption(onTimeoutOption())
    .addOption(jsonOption())
    .addOption(lookInOption())
    .addOption(quietOption())
    .addHelpText('after', REPLAY_HELP)
    .action(async (run: string, options: ReplayOptions) =>
      done(await (await import('./replay-command.ts')).replayCommand(run, options)),
    );
}
