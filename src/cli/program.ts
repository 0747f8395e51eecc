// Flags and help, no logic: every command hands its options to a file of its own, loaded only then.
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { EXIT } from '../errors.ts';
import type { CheckOptions } from './check-command.ts';
import type { Shell } from './completion-command.ts';
import type { PolicyTestOptions } from './policy-test.ts';
import type { RunOptions } from './run-command.ts';

const EXAMPLES = `
Examples:
  approve-run task.md                          ask before each block
  approve-run task.md --always bash            bash only where a rule asks
  approve-run task.md --policy deny-dangerous  ask nothing, deny the dangerous
  approve-run check task.md                    say what would happen
  generate-task | approve-run -                answer at the terminal

Without a terminal nobody can be asked: what needs an answer is denied.
Exit codes: 0 done, 1 a block failed, 2 usage, 3 denied, 4 no answer,
  5 the agent failed, 6 a limit, 130 interrupted, 143 terminated.`;

const COMPLETION_HELP = `
One line in the start-up file of your shell, then open a new one:
  ~/.bashrc                    eval "$(approve-run completion bash)"
  ~/.zshrc, after compinit     eval "$(approve-run completion zsh)"
  ~/.config/fish/config.fish   approve-run completion fish | source`;

/** @returns The exit code. */
export async function program(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  const cli = command('approve-run')
    .description('Runs the code blocks of a task, each only after you or a policy approved it.')
    .usage('[options] <task.md | ->')
    .argument('[task]', 'markdown file, or - for standard input')
    .enablePositionalOptions()
    .addOption(policyOption())
    .addOption(new Option('--always <tools>', 'approve tools: bash,python or all; rules still ask').argParser(words))
    .addOption(new Option('--timeout <seconds>', 'time to answer; 0 waits without end (default: 30)').argParser(seconds))
    .addOption(new Option('--on-timeout <what>', 'without an answer').choices(['stop', 'deny']))
    .addOption(new Option('--block-timeout <seconds>', 'time limit of each block (default: 120)').argParser(seconds))
    .addOption(new Option('--env <variable>', 'let blocks see a variable that is left out').argParser(words))
    .option('--message <text>', 'the question; takes {tool_name}, {tool_arguments}')
    .option('--denied-message <text>', 'reason of a denial that you give none for')
    .option('--keep-going', 'go on after a failure or a denial')
    .option('--cwd <folder>', 'folder to run in (default: this one)')
    .option('--json', 'one event a line on stdout, the rest on stderr')
    .option('--quiet', 'questions, output, and what went wrong only')
    .version(manifest.version, '-V, --version', 'print the version')
    .addHelpText('after', EXAMPLES)
    .action(async (task: string | undefined, options: Omit<RunOptions, 'task'>) => {
      if (task === undefined) return cli.error('error: no task given; name a markdown file, or - for standard input');
      const { runCommand } = await import('./run-command.ts');
      exitCode = await runCommand({ ...options, task });
    });

  cli.addCommand(
    command('check')
      .description('say what would happen, run nothing')
      .argument('<task>', 'markdown file, or - for standard input')
      .addOption(policyOption())
      .option('--cwd <folder>', 'folder to judge paths from (default: this one)')
      .option('--json', 'machine-readable')
      .action(async (task: string, options: Omit<CheckOptions, 'task'>) => {
        const { checkCommand } = await import('./check-command.ts');
        exitCode = await checkCommand({ ...options, task });
      }),
  );

  const policy = command('policy').description('list, show and test policies');
  policy
    .addCommand(
      command('list')
        .description('the built-in policies')
        .action(async () => {
          exitCode = await (await import('./policy-command.ts')).listPolicies();
        }),
    )
    .addCommand(
      command('show')
        .description('the source of a policy')
        .argument('<policy>', 'policy file, or the name of a built-in one')
        .action(async (name: string) => {
          exitCode = await (await import('./policy-command.ts')).showPolicy(name);
        }),
    )
    .addCommand(
      command('test')
        .description("check a policy by its rules' examples, and by labelled cases")
        .argument('<policy>', 'policy file, or the name of a built-in one')
        .option('--corpus <cases.jsonl>', 'say what it would stop of these, run nothing')
        .action(async (name: string, options: PolicyTestOptions) => {
          exitCode = await (await import('./policy-test.ts')).testPolicy(name, options);
        }),
    );
  cli.addCommand(policy);

  cli.addCommand(
    command('trust')
      .description("let this project's config file loosen")
      .option('--cwd <folder>', 'folder of the project (default: this one)')
      .action(async (options: { cwd?: string }) => {
        exitCode = await (await import('./trust-command.ts')).trustCommand(options);
      }),
  );

  cli.addCommand(
    command('completion')
      .description('print a script that completes words on Tab')
      .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(['bash', 'zsh', 'fish']))
      .addHelpText('after', COMPLETION_HELP)
      .action(async (shell: Shell) => {
        exitCode = (await import('./completion-command.ts')).completionCommand(shell, cli);
      }),
  );

  try {
    await cli.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    throw (await import('./explain-mistake.ts')).explainMistake(error, cli);
  }
  return exitCode;
}

function command(name: string): Command {
  return new Command(name)
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
}

function policyOption(): Option {
  return new Option('--policy <policy>', 'policy name or file, repeatable (default: ask)').argParser(words);
}

/** Repeatable, and a comma separates too. */
function words(value: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean),
  ];
}

function seconds(value: string): number {
  const number = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value.trim()) || number > 2_147_483)
    throw new InvalidArgumentError('It takes seconds, from 0 to 2147483.');
  return number;
}
