// sed: what its script runs and writes, and what it makes of text that is known.
import { EMPTY, hole, join, show, taintOf, text, textOf, type Value } from '../value.ts';
import { applySed } from './apply-sed.ts';
import { parseSed, type SedCommand } from './sed-script.ts';
import type { Call, Specs } from './spec.ts';

export const SED: Specs = {
  'sed gsed': { values: 'e f l expression file line-length', does: sed },
};

/** For scripts that cannot be taken apart: `s/…/…/e`, or `e` alone. */
const RUNS_LINES =
  /(?:^|[;{}\n])\s*[\d$]*e\s*(?:$|[;}\n])|s([/|#,@!%])(?:\\.|(?!\1).)*\1(?:\\.|(?!\1).)*\1[gpiImM\d]*e[gpiImM\d]*\s*(?:$|[;}\n])/;

function sed(call: Call): Value {
  const { options, operands, stdin, touch, read } = call;
  const written = [...options.all('e expression')];
  const stored = options.all('f file').map((file) => (show(file) === '-' ? stdin : read(file)));
  if (stored.some((script) => textOf(script) === undefined)) call.report('execute', 'runs a sed script');
  const scripts = written.length + stored.length > 0 ? [...written, ...stored] : operands.slice(0, 1);
  const files = written.length + stored.length > 0 ? operands : operands.slice(1);
  // What only the run knows stands for text without a separator.
  const texts = scripts.map((script) => show(script.map((part) => (part.type === 'hole' ? { ...part, text: 'hole' } : part))));
  const commands = texts.map(parseSed);
  for (const [at, script] of texts.entries()) tell(script, commands[at], call);
  if (options.has('i in-place')) {
    for (const file of files) touch('overwrite', file);
    return EMPTY;
  }
  const content = files.length === 0 ? stdin : join(files.map(read));
  const literal = textOf(content);
  const whole = commands.every((one) => one !== undefined) && scripts.every((script) => textOf(script) !== undefined);
  const quiet = options.has('n quiet silent');
  const result =
    literal === undefined || literal === '' || !whole
      ? undefined
      : applySed(
          literal,
          commands.flatMap((one) => one ?? []),
          options.has('E r regexp-extended'),
          quiet,
        );
  if (result !== undefined) return text(result);
  // Changed names may lie anywhere.
  return content.length === 0 ? EMPTY : hole(files.length === 0 ? '(changed text)' : '$(sed)', taintOf(content));
}

function tell(script: string, commands: readonly SedCommand[] | undefined, call: Call): void {
  if (commands === undefined) {
    if (RUNS_LINES.test(script)) call.report('opaque', 'cannot tell: sed runs what it reads');
    return;
  }
  for (const { name, operand, flags } of commands) {
    if (name === 'e' && operand !== '') call.code('bash', text(operand), 'sed e');
    else if (name === 'e' || (name === 's' && flags.includes('e'))) call.report('opaque', 'cannot tell: sed runs what it reads');
    if ((/[wW]/.test(name) || flags.includes('w')) && operand !== '' && !operand.startsWith('/dev/std'))
      call.touch('overwrite', text(operand));
    if (/[rR]/.test(name) && operand !== '') call.read(text(operand));
  }
}
