// A name in, a command with our ways of helping and failing out; and the option that several commands share.
import { Command, Option } from 'commander';
import { words } from './read-option.ts';

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
