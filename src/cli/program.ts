// Flags and help, no logic: a run, and every command, hands its options to a file of its own, loaded only then.
import { CommanderError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { EXIT } from '../errors.ts';
import { attachValue } from './attach-value.ts';
import { EXAMPLES, GROUPS } from './help-texts.ts';
import { newCommand, policyOption, sandboxOption } from './new-command.ts';
import { agent, number, paths, seconds, whole, words } from './read-option.ts';
import type { RunOptions } from './run-command.ts';
import {
  alwaysOption,
  approverOption,
  baseUrlOption,
  jsonOption,
  maxTurnsOption,
  modelOption,
  onTimeoutOption,
  quietOption,
  timeoutOption,
} from './shared-options.ts';
import { addSubcommands } from './subcommands.ts';

/** @returns The exit code. */
export async function program(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  const done = (code: number) => {
    exitCode = code;
  };
  const cli = newCommand('approve-run')
    .description('Runs the code blocks of a task, each only after you or a policy approved it.')
    .usage('[options] <task.md | ->')
    .argument('[task]', 'markdown file, or - for standard input')
    .enablePositionalOptions()
    .optionsGroup(GROUPS.decide)
    .addOption(policyOption())
    .addOption(alwaysOption())
    .addOption(approverOption())
    .addOption(timeoutOption())
    .addOption(onTimeoutOption())
    .option('--message <text>', 'the question; takes {tool_name}, {tool_arguments}')
    .option('--denied-message <text>', 'reason of a denial that you give none for')
    .optionsGroup(GROUPS.propose)
    .addOption(modelOption())
    .addOption(baseUrlOption())
    .addOption(
      new Option('--agent <who>', 'instead of the task or a model')
        .choices(['document', 'model', 'replay:FILE'])
        .argParser(agent),
    )
    .option('--system <text>', 'more instructions for the model')
    .addOption(new Option('--temperature <number>', 'how much it varies, 0 to 2').argParser(number(0, 2)))
    .addOption(maxTurnsOption())
    .addOption(new Option('--context-tokens <count>', 'most tokens to send at once').argParser(whole(1000)))
    .option('--record <file>', 'write what happens; --agent replay:FILE plays it')
    .optionsGroup(GROUPS.run)
    .addOption(new Option('--block-timeout <seconds>', 'time limit of each block (default: 120)').argParser(seconds))
    .addOption(new Option('--env <variable>', 'let blocks see a variable that is left out').argParser(words))
    .addOption(sandboxOption())
    .addOption(new Option('--allow-read <path>', 'let a sandbox show what it hides').argParser(paths))
    .addOption(new Option('--allow-write <path>', 'let blocks in a sandbox write it').argParser(paths))
    .option('--keep-going', 'go on after a failure or a denial')
    .option('--cwd <folder>', 'folder to run in (default: this one)')
    .addOption(new Option('--dry-run', 'judge what is proposed, run nothing').conflicts('record'))
    .optionsGroup(GROUPS.print)
    .addOption(jsonOption())
    .option('--journal <folder>', 'keep the record of the run there; off: none')
    .addOption(quietOption())
    .version(manifest.version, '-V, --version', 'print the version')
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup(GROUPS.print))
    .addHelpText('after', EXAMPLES)
    .action(async (task: string | undefined, options: Omit<RunOptions, 'task'>) => {
      if (task === undefined) return cli.error('error: no task given; name a markdown file, or - for standard input');
      done(await (await import('./run-command.ts')).runCommand({ ...options, task }));
    });
  addSubcommands(cli, done);

  try {
    const taking = cli.options.flatMap(({ required, long }) => (required && long ? [long] : []));
    await cli.parseAsync(attachValue(argv, taking), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    throw (await import('./explain-mistake.ts')).explainMistake(error, cli);
  }
  return exitCode;
}
