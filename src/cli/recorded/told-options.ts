// Options that a journal says were typed, and that hold again, in; one line of them, safe to show, out: whoever goes on has not typed them.
import { KEYS } from '../../config/keys.ts';
import type { Flags } from '../../config/load-settings.ts';
import { secretValues } from '../../execution/environment.ts';
import { redactor } from '../../text/redact.ts';
import { visibleLine } from '../../text/visible.ts';

/** Of the instructions for a model, say, a beginning is enough. */
const LONGEST = 60;

/** @returns Undefined where there are none. */
export function toldOptions(flags: Flags): string | undefined {
  const { value } = redactor(secretValues(process.env));
  const words = (Object.keys(flags) as (keyof Flags)[]).map((key) => {
    const { name, ...rest } = KEYS[key];
    const text = visibleLine(String(value(flags[key])));
    return `${'flag' in rest ? rest.flag : name} ${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}`;
  });
  return words.length === 0 ? undefined : `Options from then hold: ${words.join(' ')}`;
}
