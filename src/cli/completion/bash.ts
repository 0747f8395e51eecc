// A grammar in; the tables that driver.bash looks things up in, as functions of bash, out.
import type { CommandGrammar, Grammar, Place } from './grammar.ts';
import type { Values } from './values.ts';

export function bashTables({ commands, values }: Grammar): string {
  return `# A command in; the commands below it, its options and its arguments out.
_approve_run_command() {
  commands=() options=() arguments=()
  case $1 in
${commands.map(commandCase).join('\n')}
  esac
}

# A command and one of its options in; what the option takes out.
_approve_run_option() {
  takes=
  case $1 in
${commands.flatMap(optionCases).join('\n')}
  esac
}

# What something takes in; the words that it may be, and what else, out.
_approve_run_values() {
  words=() others=nothing endings=() list=
  case $1 in
${values.map(valuesCase).join('\n')}
  esac
}
`;
}

function commandCase({ path, commands, options, arguments: places }: CommandGrammar): string {
  const words = list(commands.map(({ word }) => word));
  const flags = list(options.flatMap((option) => option.flags));
  return `    ${quote(path)}) commands=${words} options=${flags} arguments=${list(places.map(placeName))} ;;`;
}

function optionCases({ path, options }: CommandGrammar): readonly string[] {
  return options.flatMap(({ flags, takes }) => {
    const keys = flags.map((flag) => quote([path, flag].join(' ').trim()));
    return takes === undefined ? [] : [`    ${keys.join(' | ')}) takes=${takes.values.id} ;;`];
  });
}

function valuesCase({ id, words, others, endings, list: more }: Values): string {
  return `    ${id}) words=${list(words.map(({ word }) => word))} others=${others} endings=${list(endings)} list=${more ? 1 : ''} ;;`;
}

function placeName({ values, variadic }: Place): string {
  return variadic ? `${values.id}...` : values.id;
}

function list(words: readonly string[]): string {
  return `(${words.map(quote).join(' ')})`;
}

function quote(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
