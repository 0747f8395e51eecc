// Options that several commands take, each the same in all of them.
import { Option } from 'commander';
import { seconds, whole, words } from './read-option.ts';

export const alwaysOption = () =>
  new Option('--always <tools>', 'approve tools: bash,python or all; rules still ask').argParser(words);
export const approverOption = () => new Option('--approver <url>', 'an HTTP endpoint to ask instead of the terminal');
export const timeoutOption = () =>
  new Option('--timeout <seconds>', 'time to answer; 0 waits without end (default: 30)').argParser(seconds);
export const onTimeoutOption = () => new Option('--on-timeout <what>', 'without an answer').choices(['stop', 'deny']);
export const modelOption = () => new Option('--model <provider/name>', 'let a model write the blocks');
export const baseUrlOption = () => new Option('--base-url <url>', 'OpenAI-compatible server that has the model');
export const maxTurnsOption = () => new Option('--max-turns <count>', 'most messages of a run (default: 20)').argParser(whole(1));
export const jsonOption = () => new Option('--json', 'one event a line on stdout, the rest on stderr');
export const quietOption = () => new Option('--quiet', 'questions, output, and what went wrong only');
/** For a command that reads journals. */
export const lookInOption = () => new Option('--journal <folder>', 'where to look (default: where runs are recorded)');
