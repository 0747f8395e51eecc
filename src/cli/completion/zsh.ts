// A grammar in; the functions that driver.zsh calls, with what `_arguments` and `_describe` of zsh need to know, out.
import { type CommandGrammar, type Grammar, knownPaths, type OptionGrammar, type Place } from './grammar.ts';
import type { Values, Word } from './values.ts';

export function zshTables({ commands, values }: Grammar): string {
  const { below, taking } = knownPaths(commands);
  return `# The commands, and those of their options that take a value.
_approve_run_known() {
  commands_known=(${below.map(quote).join(' ')})
  options_taking=(${taking.map(quote).join(' ')})
}

# A command in; what it takes is offered.
_approve_run_command() {
  local -a subcommands
  case $1 in
${commands.map(commandCase).join('\n')}
  esac
}

# What something takes in; the words that it may be, and what else, out.
_approve_run_table() {
  others=nothing
  case $1 in
${values.map(valuesCase).join('\n')}
  esac
}
`;
}

function commandCase({ path, commands, options, arguments: places }: CommandGrammar): string {
  const first = places[0];
  const specs = [
    ...options.flatMap(optionSpecs),
    ...(commands.length > 0 ? [`1:${escaped(first?.name ?? 'command')}: _approve_run_first ${first?.values.id ?? ''}`] : []),
    ...places.flatMap((place, index) => (index === 0 && commands.length > 0 ? [] : [argumentSpec(place, index + 1)])),
  ];
  return `    ${quote(path)})
      subcommands=(${commands.map(described).join(' ')})
      _arguments -S : \\
${specs.map((spec) => `        ${quote(spec)}`).join(' \\\n')}
      ;;`;
}

/** One for each flag, and each rules the others out: `(-h --help)-h[show this help]`. */
function optionSpecs({ flags, about, takes }: OptionGrammar): readonly string[] {
  const again = takes !== undefined && (takes.values.list || takes.variadic);
  return flags.map((flag) => {
    const value = takes === undefined ? '' : flag.startsWith('--') ? '=' : '+';
    const action = takes === undefined ? '' : `:${escaped(takes.name)}:${actionOf(takes)}`;
    return `${again ? '*' : `(${flags.join(' ')})`}${flag}${value}[${about.replace(/[\\[\]]/g, '\\$&')}]${action}`;
  });
}

function argumentSpec(place: Place, index: number): string {
  return `${place.variadic ? '*' : index}:${escaped(place.name)}:${actionOf(place)}`;
}

/** A space is free text, which zsh shows the name of. */
function actionOf({ values }: Place): string {
  return values.words.length === 0 && values.others === 'nothing' ? ' ' : ` _approve_run_values ${values.id}`;
}

function valuesCase({ id, words, others, endings, list }: Values): string {
  const closed = words.filter(({ word }) => !word.endsWith(':'));
  const open = words.filter(({ word }) => word.endsWith(':'));
  const tables = `closed=(${closed.map(described).join(' ')}) open=(${open.map(({ word }) => quote(word)).join(' ')})`;
  return `    ${id}) ${tables} others=${others} endings=(${endings.join(' ')}) list=${list ? 1 : ''} ;;`;
}

/** As `_describe` takes it. */
function described({ word, about }: Word): string {
  return quote(about === '' ? escaped(word) : `${escaped(word)}:${about.replaceAll('\\', '\\\\')}`);
}

function escaped(text: string): string {
  return text.replace(/[\\:]/g, '\\$&');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
