// Flags and help, no logic: every command hands its options to a file of its own, loaded only then.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { EXIT } from '../errors.ts';
import { visible } from '../text/visible.ts';
import type { CheckOptions } from './check-command.ts';
import type { ConfigOptions } from './config-command.ts';
import type { DoctorOptions } from './doctor-command.ts';
import type { InitOptions } from './init-command.ts';
import type { PolicyTestOptions } from './policy-test.ts';
import { number, seconds, whole } from './read-number.ts';
import type { RunOptions } from './run-command.ts';

const EXAMPLES = `
Look first:
  approve-run check task.md                    say what would happen
  approve-run task.md --model M --dry-run      what a model would do first
Answer block by block:
  approve-run task.md                          ask before each block
  approve-run task.md --always bash            bash only where a rule asks
  generate-task | approve-run -                answer at the terminal
Run unattended:
  approve-run task.md --policy deny-dangerous  deny the dangerous, run the rest
Let a model write the blocks:
  approve-run task.md --model anthropic/claude-sonnet-5-5
  approve-run task.md --model qwen3 --base-url http://localhost:8080/v1
  approve-run task.md --agent replay:run.jsonl (from --record run.jsonl)

Without a terminal nobody can be asked: what needs an answer is denied.
Exit codes: 0 done, 1 a block failed, 2 usage, 3 denied, 4 no answer,
  5 the agent failed, 6 a limit, 130 interrupted, 143 terminated.`;

/** In the order in which they are printed. */
const GROUPS = {
  decide: 'Who decides:',
  propose: 'Who proposes:',
  run: 'How blocks run:',
  print: 'What is printed:',
};

/** @returns The exit code. */
export async function program(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  const cli = command('approve-run')
    .description('Runs the code blocks of a task, each only after you or a policy approved it.')
    .usage('[options] <task.md | ->')
    .argument('[task]', 'markdown file, or - for standard input')
    .enablePositionalOptions()
    .optionsGroup(GROUPS.decide)
    .addOption(policyOption())
    .addOption(new Option('--always <tools>', 'approve tools: bash,python or all; rules still ask').argParser(words))
    .addOption(new Option('--timeout <seconds>', 'time to answer; 0 waits without end (default: 30)').argParser(seconds))
    .addOption(new Option('--on-timeout <what>', 'without an answer').choices(['stop', 'deny']))
    .option('--message <text>', 'the question; takes {tool_name}, {tool_arguments}')
    .option('--denied-message <text>', 'reason of a denial that you give none for')
    .optionsGroup(GROUPS.propose)
    .option('--model <provider/name>', 'let a model write the blocks')
    .option('--base-url <url>', 'OpenAI-compatible server that has the model')
    .addOption(new Option('--agent <who>', 'document, model, or replay:FILE').argParser(agent))
    .option('--system <text>', 'more instructions for the model')
    .addOption(new Option('--temperature <number>', 'how much it varies, 0 to 2').argParser(number(0, 2)))
    .addOption(new Option('--max-turns <count>', 'most messages of a run (default: 20)').argParser(whole(1)))
    .addOption(new Option('--context-tokens <count>', 'most tokens to send at once').argParser(whole(1000)))
    .option('--record <file>', 'write what happens; --agent replay:FILE plays it')
    .optionsGroup(GROUPS.run)
    .addOption(new Option('--block-timeout <seconds>', 'time limit of each block (default: 120)').argParser(seconds))
    .addOption(new Option('--env <name>', 'let blocks see a variable that is left out').argParser(words))
    .option('--keep-going', 'go on after a failure or a denial')
    .option('--cwd <folder>', 'folder to run in (default: this one)')
    .option('--dry-run', 'judge what is proposed, run nothing')
    .optionsGroup(GROUPS.print)
    .option('--json', 'one event a line on stdout, the rest on stderr')
    .option('--quiet', 'questions, output, and what went wrong only')
    .version(manifest.version, '-V, --version', 'print the version')
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup(GROUPS.print))
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

  const policy = command('policy')
    .description('list, show and test policies')
    .action(() => policy.help({ error: true }));
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
        .argument('<name>')
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
    command('init')
      .description('write a config file that explains itself')
      .option('--yes', 'ask nothing, take the defaults')
      .option('--cwd <folder>', 'folder to write it into (default: this one)')
      .action(async (options: InitOptions) => {
        exitCode = await (await import('./init-command.ts')).initCommand(options);
      }),
  );
  cli.addCommand(
    command('config')
      .description('show every setting here, and who set it')
      .option('--cwd <folder>', 'folder to look from (default: this one)')
      .option('--json', 'machine-readable')
      .action(async (options: ConfigOptions) => {
        exitCode = await (await import('./config-command.ts')).configCommand(options);
      }),
  );
  cli.addCommand(
    command('trust')
      .description("let this project's config file loosen")
      .option('--cwd <folder>', 'folder of the project (default: this one)')
      .action(async (options: { cwd?: string }) => {
        exitCode = await (await import('./trust-command.ts')).trustCommand(options);
      }),
  );
  cli.addCommand(
    command('doctor')
      .description('say what works here, and what to do about the rest')
      .option('--cwd <folder>', 'folder to look from (default: this one)')
      .option('--json', 'machine-readable')
      .action(async (options: DoctorOptions) => {
        exitCode = await (await import('./doctor-command.ts')).doctorCommand(options);
      }),
  );

  try {
    await cli.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  return exitCode;
}

function command(name: string): Command {
  return new Command(name)
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(`approve-run: ${visible(text.replace(/^error: /, '').trimEnd())}\nSee approve-run --help.\n`),
    });
}

function policyOption(): Option {
  return new Option('--policy <name>', 'policy name or file, repeatable (default: ask)').argParser(words);
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

function agent(value: string): string {
  if (/^(?:document|model|replay:.+)$/s.test(value)) return value;
  throw new InvalidArgumentError('It takes document, model, or replay: and a file.');
}
