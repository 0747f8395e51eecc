// What a terminal's colour sequences (SGR) add up to. Only what is in these tables is ever written to a terminal again.

export interface Style {
  /** Bold, dim, italic, …: the numbers that switch them on. */
  readonly weights: readonly number[];
  /** `31`, `38;5;200` or `38;2;1;2;3`; empty for the terminal's own. */
  readonly colour: string;
  readonly background: string;
}

export const PLAIN_STYLE: Style = { weights: [], colour: '', background: '' };
export const RESET = '\u001b[0m';
/** One sequence; its parameters are the first group. */
export const COLOURS = /\u001b\[([\d;:]{0,60})m/;

/** What switches a weight off: the weights that go. Blinking and other fonts are no part of it. */
const OFF: Readonly<Record<number, readonly number[]>> = { 22: [1, 2], 23: [3], 24: [4, 21], 27: [7], 29: [9], 55: [53] };
const WEIGHTS = new Set(Object.values(OFF).flat());
const CONCEAL = 8;
/** Of letters, of what is behind them, of the line below them; the last is read and dropped. */
const COLOUR_FOLLOWS = new Set([38, 48, 58]);

/** What came of it before: coloured output repeats few sequences without end. */
let known = new Map<Style, Map<string, Style | undefined>>();
let room = 0;

/** @returns `undefined` when it would conceal what follows. */
export function restyle(style: Style, parameters: string): Style | undefined {
  const from = known.get(style);
  if (from?.has(parameters)) return from.get(parameters);
  const next = read(style, parameters);
  room -= 1;
  if (room < 0) {
    known = new Map();
    room = 1000;
  }
  known.set(style, (known.get(style) ?? new Map()).set(parameters, next));
  return next;
}

function read(style: Style, parameters: string): Style | undefined {
  // With colons the parts of one parameter stand together.
  const numbers = parameters.split(';').map((part) => part.split(':').map(Number));
  let next: Style | undefined = style;
  while (numbers.length > 0 && next !== undefined) {
    const [one = 0, ...parts] = numbers.shift() ?? [];
    if (one === 4 && parts[0] === 0) next = simple(next, 24);
    else if (!COLOUR_FOLLOWS.has(one)) next = simple(next, one);
    else next = extended(next, one, parts.length > 0 ? withoutSpace(parts) : takeColour(numbers));
  }
  return next;
}

export function sequenceOf({ weights, colour, background }: Style): string {
  return `\u001b[${[0, ...weights, colour, background].filter((part) => part !== '').join(';')}m`;
}

export function isPlain({ weights, colour, background }: Style): boolean {
  return weights.length === 0 && colour === '' && background === '';
}

function simple(style: Style, number: number): Style | undefined {
  const off = OFF[number];
  const within = (first: number, last: number) => number >= first && number <= last;
  if (number === CONCEAL) return undefined;
  if (number === 0) return PLAIN_STYLE;
  if (off !== undefined) return { ...style, weights: style.weights.filter((weight) => !off.includes(weight)) };
  if (WEIGHTS.has(number)) return { ...style, weights: [...style.weights.filter((weight) => weight !== number), number] };
  if (number === 39 || within(30, 37) || within(90, 97)) return { ...style, colour: number === 39 ? '' : String(number) };
  if (number === 49 || within(40, 47) || within(100, 107)) return { ...style, background: number === 49 ? '' : String(number) };
  return style;
}

function extended(style: Style, which: number, colour: readonly number[]): Style {
  const [kind, ...values] = colour;
  const sound = values.length === (kind === 5 ? 1 : 3) && values.every((value) => value <= 255);
  const written = [which, ...colour].join(';');
  if (!sound || (kind !== 5 && kind !== 2)) return style;
  return which === 38 ? { ...style, colour: written } : which === 48 ? { ...style, background: written } : style;
}

/** `2;1;2;3` or `5;200`, off the beginning of the parameters that follow. */
function takeColour(numbers: number[][]): number[] {
  return numbers.splice(0, numbers[0]?.[0] === 5 ? 2 : 4).map(([first = 0]) => first);
}

/** `2::1:2:3` names a colour space, or leaves it out. */
function withoutSpace(parts: readonly number[]): number[] {
  return parts.length === 5 ? [2, ...parts.slice(2)] : [...parts];
}
