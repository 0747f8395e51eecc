// A grammar in; one line of fish for each command, option and argument, out: what driver.fish cannot know.
import { type CommandGrammar, type Grammar, knownPaths, type OptionGrammar, type Place } from './grammar.ts';
import type { Values } from './values.ts';

export function fishTables({ commands, values }: Grammar): string {
  const { below, taking } = knownPaths(commands);
  return `# A command, or a command and one of its options, in; whether there is such a command, or the option takes a value, out.
function __approve_run_is_command
    contains -- "$argv" ${below.map(quote).join(' ')}
end
function __approve_run_takes
    contains -- "$argv" ${taking.map(quote).join(' ')}
end

# What something takes in; the words that it may be out.
function __approve_run_words
    switch $argv[1]
${values.flatMap(wordsCase).join('\n')}
    end
end

complete -c approve-run -e
complete -c approve-run -f
${commands.flatMap(commandLines).join('\n')}
`;
}

function wordsCase({ id, words }: Values): readonly string[] {
  if (words.length === 0) return [];
  const pairs = words.flatMap(({ word, about }) => [word, about]).map(quote);
  return [`        case ${id}`, `            printf '%s\\t%s\\n' ${pairs.join(' ')}`];
}

function commandLines({ path, commands, options, arguments: places }: CommandGrammar): readonly string[] {
  return [
    ...commands.map(({ word, about }) => line(path, '0', `-a ${quote(word)}`, about)),
    ...places.map((place, index) => line(path, place.variadic ? `${index} more` : `${index}`, `-k ${offer(place)}`, '')),
    ...options.map((option) => line(path, '', optionWords(option), option.about)),
  ];
}

function line(path: string, place: string, what: string, about: string): string {
  const description = about === '' ? '' : ` -d ${quote(about)}`;
  return `complete -c approve-run -n ${quote(`__approve_run_at "${path}" ${place}`.trim())} ${what}${description}`;
}

function optionWords({ flags, takes }: OptionGrammar): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return [...names, ...(takes === undefined ? [] : [`-x ${offer(takes)}`])].join(' ').trim();
}

/** What is free text offers nothing. */
function offer({ values: { id, words, others, endings, list } }: Place): string {
  if (words.length === 0 && others === 'nothing') return '';
  return `-a ${quote(`(__approve_run_values ${[id, list ? 'list' : 'one', others, ...endings].join(' ')})`)}`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
