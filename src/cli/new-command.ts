// A name in, a command with our ways of helping and failing out; and the option that several commands share.
import { Command, Option } from 'commander';
import { sandbox, words } from './read-option.ts';

export function newCommand(name: string): Command {
  return new Command(name)
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
}

export function policyOption(): Option {
  return new Option('--policy <policy>', 'policy name or file, repeatable (default: ask)').argParser(words);
}

/** Its value is attached by `=`: the word after it is the task. */
export function sandboxOption(): Option {
  const option = new Option('--sandbox [how]', 'keep blocks in this folder, offline').argParser(sandbox);
  option.flags = '--sandbox[=net]';
  return option;
}
