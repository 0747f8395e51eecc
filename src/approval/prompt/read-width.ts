// The words after `always` in; how wide, how long and how often, or why that is no answer, out.
import type { Width } from '../../grant.ts';
import { whyNoPrefix } from '../grants/never-prefix.ts';
import { isPlainWord } from '../grants/plain-words.ts';

export interface Always {
  readonly kind: 'always';
  readonly width: Width;
  /** Default: 30 days. */
  readonly forMs?: number;
  readonly uses?: number;
}

/** What was typed is no answer; `why` says what is wrong with it, where that helps. */
export interface NoAnswer {
  readonly kind: 'unknown';
  readonly why?: string;
}

type Refused = NoAnswer & { readonly why: string };

const HOUR = 3_600_000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['m', 60_000],
  ['h', HOUR],
  ['d', 24 * HOUR],
  ['w', 7 * 24 * HOUR],
]);
const LONGEST_MS = 365 * 24 * HOUR;
const MOST_USES = 1000;
const OPTION = /^--(for|uses)(?:=(.*))?$/;

/**
 * @example readWidth('npm test --for 2h') // { kind: 'always', width: { kind: 'prefix', words: ['npm', 'test'] }, forMs: 7200000 }
 */
export function readWidth(text: string): Always | NoAnswer {
  const tokens = text.split(/\s+/).filter((word) => word !== '');
  const end = tokens.findIndex((word) => OPTION.test(word));
  const words = end === -1 ? tokens : tokens.slice(0, end);
  const terms = readTerms(tokens.slice(words.length));
  if ('why' in terms) return terms;
  const width = widthOf(words);
  if ('why' in width) return width;
  if (width.kind === 'tool' && end !== -1)
    return no('"always" alone is for this run; --for and --uses need "exactly", or a command, before them');
  return { kind: 'always', width, ...terms };
}

/** @param tokens Options and their values, and nothing else. */
function readTerms(tokens: readonly string[]): Pick<Always, 'forMs' | 'uses'> | Refused {
  const terms = new Map<string, number>();
  for (let at = 0; at < tokens.length; at++) {
    const [, name, inline] = OPTION.exec(tokens[at] ?? '') ?? [];
    if (name === undefined) return no('--for and --uses stand at the end');
    const value = inline ?? tokens[++at] ?? '';
    const read = name === 'for' ? readTime(value) : readUses(value);
    if (read === undefined)
      return no(name === 'for' ? '--for takes 45m, 2h, 7d or 4w, a year at most' : '--uses takes 1 to 1000');
    if (terms.has(name)) return no(`--${name} is there twice`);
    terms.set(name, read);
  }
  const [forMs, uses] = [terms.get('for'), terms.get('uses')];
  return { ...(forMs === undefined ? {} : { forMs }), ...(uses === undefined ? {} : { uses }) };
}

function widthOf(words: readonly string[]): Width | Refused {
  if (words.length === 0) return { kind: 'tool' };
  if (words[0]?.toLowerCase() === 'exactly') {
    return words.length === 1 ? { kind: 'exactly' } : no('"always exactly" takes no more words than --for and --uses');
  }
  const odd = words.find((word) => !isPlainWord(word));
  if (odd !== undefined) return no('a command to remember is plain words: letters, digits and . / : = @ % + , _ -');
  const never = whyNoPrefix(words);
  return never === undefined ? { kind: 'prefix', words } : no(`${never}, so it is not remembered`);
}

function readTime(text: string): number | undefined {
  const [, count, unit = ''] = /^([1-9]\d{0,4})([mhdw])$/i.exec(text) ?? [];
  const ms = Number(count) * (UNITS.get(unit.toLowerCase()) ?? Number.NaN);
  return ms <= LONGEST_MS ? ms : undefined;
}

function readUses(text: string): number | undefined {
  const uses = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : Number.NaN;
  return uses <= MOST_USES ? uses : undefined;
}

function no(why: string): Refused {
  return { kind: 'unknown', why };
}
