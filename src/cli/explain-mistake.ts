// What went wrong on a command line in; the error to show out, with the word that was probably meant.
import { existsSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { SANDBOX_CHOICES } from '../config/sandbox-choices.ts';
import { TaskError, UsageError } from '../errors.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { visibleLine } from '../text/visible.ts';

/** @returns A UsageError for what commander refused, and for a task that is a mistyped command; any other error as it is. */
export function explainMistake(error: unknown, cli: Command): unknown {
  const refused = error instanceof CommanderError;
  const mistyped = refused || error instanceof TaskError ? (looseValue(cli) ?? mistypedCommand(cli)) : undefined;
  if (mistyped !== undefined) return new UsageError(mistyped);
  if (!refused) return error;
  const [command, path] = reached(cli);
  return new UsageError(`${reword(error.message, command, cli)}\nSee ${path} --help.`);
}

/** `--sandbox net` for `--sandbox=net`: commander sees the option, and a task that is called net. */
function looseValue({ rawArgs }: Command & { readonly rawArgs?: readonly string[] }): string | undefined {
  const word = rawArgs?.[rawArgs.indexOf('--sandbox=on') + 1];
  if (!rawArgs?.includes('--sandbox=on') || !SANDBOX_CHOICES.some((choice) => choice === word) || existsSync(`${word}`))
    return undefined;
  return `there is no file or command "${word}"; did you mean "--sandbox=${word}"?`;
}

/** A first word that is no command is taken for a task. */
function mistypedCommand(cli: Command): string | undefined {
  const [word = ''] = cli.args;
  const names = namesOf(cli);
  if (!/^\w/.test(word) || names.includes(word) || existsSync(word)) return undefined;
  const hint = didYouMean(word, names);
  return hint === '' ? undefined : `there is no file or command "${visibleLine(word)}"${hint}`;
}

function namesOf(command: Command): readonly string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((each) => each.name());
}

/** The command that was reached, and how it is called. */
function reached(command: Command, path = command.name()): readonly [Command, string] {
  const next = command.commands.find((each) => each.name() === command.args[0]);
  return next === undefined ? [command, path] : reached(next, `${path} ${next.name()}`);
}

/** Commander's words, in our quotes and on one line. */
function reword(message: string, command: Command, cli: Command): string {
  return message
    .replace(/^error: /, '')
    .replace(/'([^']*)'/g, '"$1"')
    .replace(/^unknown option "(--[\w-]+)=[^"]*"/, 'unknown option "$1"')
    .replace(/^unknown option "(--[\w-]+)"$/, (whole, name: string) =>
      command !== cli && cli.options.some(({ long }) => long === name)
        ? `${whole}; it is for a run: approve-run task.md ${name}`
        : whole,
    )
    .replace(
      /\n\(Did you mean (?:one of )?(.*)\?\)$/,
      (_, words: string) => `; did you mean "${words.replaceAll(', ', '" or "')}"?`,
    )
    .replace(/"([^"]*)" is invalid.* Allowed choices are (.*)\.$/, (whole, word: string, choices: string) => {
      const hint = didYouMean(word, choices.split(', '));
      return hint === '' ? whole : `${whole.slice(0, -1)}${hint}`;
    })
    .replace(/^missing required argument "(.*)"$/, (whole, name: string) => {
      const about = command.registeredArguments.find((each) => each.name() === name)?.description;
      return about ? `${whole}: ${about}` : whole;
    });
}
