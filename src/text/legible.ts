// A style in; the same, or without its colours where its letters would look like what is behind them, out.
import type { Style } from './style.ts';

type Rgb = readonly [number, number, number];

/** As xterm draws them; a terminal's own palette differs, but not so much that black is no black. */
const BASIC: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];
const STEPS = [0, 95, 135, 175, 215, 255];
/** The terminal's own background is not known; nearly all are near one of these. */
const LIKELY: readonly Rgb[] = [
  [0, 0, 0],
  [255, 255, 255],
];
const NEAR = 100;

export function legible(style: Style): Style {
  const { colour, background } = style;
  // Letters in the terminal's own colour show on its own background, and on any but black and white.
  const behind = background === '' ? LIKELY : [rgbOf(background)];
  const letters = colour === '' ? LIKELY : [rgbOf(colour)];
  const hidden = (colour !== '' || background !== '') && letters.some((one) => behind.some((other) => near(one, other)));
  return hidden ? { ...style, colour: '', background: '' } : style;
}

function near(one: Rgb, other: Rgb): boolean {
  return one.reduce((sum, part, at) => sum + Math.abs(part - (other[at] ?? 0)), 0) < NEAR;
}

/** @param written As in `Style`: `31`, `104`, `38;5;200`, `48;2;1;2;3`. */
function rgbOf(written: string): Rgb {
  const [first = 0, kind, one = 0, two = 0, three = 0] = written.split(';').map(Number);
  if (kind === 2) return [one, two, three];
  const index = kind === 5 ? one : (first % 10) + (first >= 90 ? 8 : 0);
  const basic = BASIC[index];
  if (basic !== undefined) return basic;
  if (index >= 232) return [8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232)];
  const cube = index - 16;
  return [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => STEPS[step] ?? 0) as unknown as Rgb;
}
