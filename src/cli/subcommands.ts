// The commands beside running a task: their options and arguments. Each hands them to a file of its own, loaded only then.
import { Argument, type Command, Option } from 'commander';
import { replay, resume } from './again-commands.ts';
import type { CheckOptions } from './check-command.ts';
import type { Shell } from './completion-command.ts';
import type { ConfigOptions } from './config-command.ts';
import type { DoctorOptions } from './doctor-command.ts';
import { COMPLETION_HELP } from './help-texts.ts';
import type { InitOptions } from './init-command.ts';
import type { LogOptions } from './log-command.ts';
import { newCommand, policyOption } from './new-command.ts';
import type { PolicyTestOptions } from './policy-test.ts';
import { age } from './read-option.ts';
import { lookInOption } from './shared-options.ts';

type Done = (exitCode: number) => void;

/** @param done Gets the exit code of the command that ran. */
export function addSubcommands(cli: Command, done: Done): void {
  for (const make of [check, policy, init, config, trust, grants, log, resume, replay, doctor, completion]) {
    cli.addCommand(make(done, cli));
  }
}

function check(done: Done): Command {
  return newCommand('check')
    .description('say what would happen, run nothing')
    .argument('<task>', 'markdown file, or - for standard input')
    .addOption(policyOption())
    .option('--cwd <folder>', 'folder to judge paths from (default: this one)')
    .option('--json', 'machine-readable')
    .action(async (task: string, options: Omit<CheckOptions, 'task'>) =>
      done(await (await import('./check-command.ts')).checkCommand({ ...options, task })),
    );
}

function policy(done: Done): Command {
  return newCommand('policy')
    .description('list, show and test policies')
    .addCommand(
      newCommand('list')
        .description('the built-in policies')
        .action(async () => done(await (await import('./policy-command.ts')).listPolicies())),
    )
    .addCommand(
      newCommand('show')
        .description('the source of a policy')
        .argument('<policy>', 'policy file, or the name of a built-in one')
        .action(async (name: string) => done(await (await import('./policy-command.ts')).showPolicy(name))),
    )
    .addCommand(
      newCommand('test')
        .description("check a policy by its rules' examples, and by labelled cases")
        .argument('<policy>', 'policy file, or the name of a built-in one')
        .option('--corpus <cases.jsonl>', 'say what it would stop of these, run nothing')
        .action(async (name: string, options: PolicyTestOptions) =>
          done(await (await import('./policy-test.ts')).testPolicy(name, options)),
        ),
    );
}

function init(done: Done): Command {
  return newCommand('init')
    .description('write a config file that explains itself')
    .option('--yes', 'ask nothing, take the defaults')
    .option('--cwd <folder>', 'folder to write it into (default: this one)')
    .action(async (options: InitOptions) => done(await (await import('./init-command.ts')).initCommand(options)));
}

function config(done: Done): Command {
  return newCommand('config')
    .description('show every setting here, and who set it')
    .option('--cwd <folder>', 'folder to look from (default: this one)')
    .option('--json', 'machine-readable')
    .action(async (options: ConfigOptions) => done(await (await import('./config-command.ts')).configCommand(options)));
}

function trust(done: Done): Command {
  return newCommand('trust')
    .description("let this project's config file loosen")
    .option('--cwd <folder>', 'folder of the project (default: this one)')
    .action(async (options: { cwd?: string }) => done(await (await import('./trust-command.ts')).trustCommand(options)));
}

function grants(done: Done): Command {
  return newCommand('grants')
    .description('list and revoke what runs unasked')
    .addCommand(
      newCommand('list')
        .description('what "always" is remembered for')
        .option('--json', 'machine-readable')
        .action(async (options: { json?: boolean }) => done(await (await import('./grants-command.ts')).listGrants(options))),
    )
    .addCommand(
      newCommand('revoke')
        .description('ask again where these answered')
        .argument('<id...>', 'what the list shows first')
        .action(async (ids: string[]) => done(await (await import('./grants-command.ts')).revokeGrants(ids))),
    )
    .addCommand(
      newCommand('clear')
        .description('revoke all, everywhere')
        .action(async () => done(await (await import('./grants-command.ts')).clearGrants())),
    );
}

function log(done: Done): Command {
  return newCommand('log')
    .description('list, show and verify the records of runs')
    .argument('[run]', 'id, its beginning, or last; without one, all are listed')
    .enablePositionalOptions()
    .addOption(lookInOption())
    .option('--all', 'list more than the newest')
    .option('--html <file>', 'write the run as one page for a browser; - is stdout')
    .option('--json', 'machine-readable')
    .action(async (run: string | undefined, options: LogOptions) => {
      const { listLog, showLog } = await import('./log-command.ts');
      done(run === undefined ? await listLog(options) : await showLog(run, options));
    })
    .addCommand(
      newCommand('verify')
        .description('find what is not as it was written')
        .argument('[run]', 'id, its beginning, or last (default: all)')
        .addOption(lookInOption())
        .option('--json', 'machine-readable')
        .action(async (run: string | undefined, options: LogOptions) =>
          done(await (await import('./log-command.ts')).verifyLog(run, options)),
        ),
    )
    .addCommand(
      newCommand('prune')
        .description('remove the records of old runs')
        .addOption(new Option('--older-than <age>', 'such as 30d, 12h').argParser(age).makeOptionMandatory())
        .addOption(lookInOption())
        .action(async (options: LogOptions & { olderThan: number }) =>
          done(await (await import('./log-command.ts')).pruneLog(options)),
        ),
    );
}

function doctor(done: Done): Command {
  return newCommand('doctor')
    .description('say what works here, and what to do about the rest')
    .option('--cwd <folder>', 'folder to look from (default: this one)')
    .option('--json', 'machine-readable')
    .action(async (options: DoctorOptions) => done(await (await import('./doctor-command.ts')).doctorCommand(options)));
}

function completion(done: Done, cli: Command): Command {
  return newCommand('completion')
    .description('print a script that completes words on Tab')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', COMPLETION_HELP)
    .action(async (shell: Shell) => done((await import('./completion-command.ts')).completionCommand(shell, cli)));
}
