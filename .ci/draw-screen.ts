// A command and the rows of the screen it left in, an SVG picture of a terminal out: no fonts, scripts or styles of its own.
import type { Cell, Row, Style } from '../test/helpers/read-cells.ts';

interface Picture {
  readonly title: string;
  readonly description: string;
  /** What was typed to get there: the first row. */
  readonly command: string;
  readonly columns: number;
  readonly rows: readonly Row[];
}

/** Pixels. The usual monospace fonts are 0.6 as wide as they are high. */
const CELL = { width: 8, height: 18 };
const FONT_SIZE = 13.33;
const BASELINE = 13;
const MARGIN = 20;
const BAR = 38;
const FONTS = "ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

const WINDOW = { background: '#161b22', edge: '#3d444d', text: '#d1d7e0', cursor: '#8b949e' };
const DIM = 0.65;

/** What the terminal's colours by number look like here; a colour by its value is taken as it is. */
const PALETTE: Readonly<Record<number, string>> = {
  0: '#484f58',
  1: '#ff7b72',
  2: '#7ec98f',
  3: '#e0b45c',
  4: '#79b8ff',
  5: '#d2a8ff',
  6: '#6cc5d0',
  7: '#d1d7e0',
  8: '#8b949e',
};

export function drawScreen({ title, description, command, columns, rows }: Picture): string {
  const shown = [typed(command), ...rows];
  const width = columns * CELL.width + 2 * MARGIN;
  const height = shown.length * CELL.height + BAR + MARGIN;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${WINDOW.background}" stroke="${WINDOW.edge}"/>`,
    `<g fill="${WINDOW.edge}">${[0, 1, 2].map((dot) => `<circle cx="${MARGIN + 5 + dot * 18}" cy="19" r="5"/>`).join('')}</g>`,
    `<g font-family="${FONTS}" font-size="${FONT_SIZE}" fill="${WINDOW.text}">`,
    ...shown.flatMap((row, index) => drawRow(row, BAR + index * CELL.height)),
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

function typed(command: string): Row {
  const plain: Style = { bold: false, dim: false, italic: false, underline: false, inverse: false };
  const cells = (text: string, style: Style): Cell[] => [...text].map((char) => ({ text: char, style, cursor: false }));
  return [...cells('$ ', { ...plain, dim: true }), ...cells(command, plain)];
}

function drawRow(row: Row, top: number): readonly string[] {
  const cursor = row.findIndex((cell) => cell.cursor);
  return [
    ...(cursor < 0 ? [] : [box(cursor, 1, top, WINDOW.cursor)]),
    ...runs(row).flatMap(({ from, to }) => {
      const style = row[from]?.style;
      return style === undefined ? [] : [...backgroundOf(style, from, to, top), ...words(row, from, to, top, style)];
    }),
  ];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function runs(row: Row): readonly Span[] {
  const same = (a: Cell | undefined, b: Cell | undefined) => JSON.stringify(a?.style) === JSON.stringify(b?.style);
  const starts = row.flatMap((cell, at) => (at > 0 && same(row[at - 1], cell) ? [] : [at]));
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? row.length }));
}

function backgroundOf(style: Style, from: number, to: number, top: number): readonly string[] {
  const colour = style.inverse ? (value(style.colour) ?? WINDOW.text) : value(style.background);
  return colour === undefined ? [] : [box(from, to - from, top, colour)];
}

/** Texts of a run, each at its own place: between two of them there are two spaces or more, which SVG would draw as one. */
function words(row: Row, from: number, to: number, top: number, style: Style): readonly string[] {
  const chars = row.slice(from, to).map(({ text }) => text);
  // One letter a cell, so that what is found in the line is found at the same place in the row.
  const line = chars.map((char) => (char === ' ' ? ' ' : 'x')).join('');
  return [...line.matchAll(/x+(?: x+)*/g)].map(({ index, 0: { length } }) => {
    const text = chars.slice(index, index + length).join('');
    const place = `x="${left(from + index)}" y="${top + BASELINE}"`;
    // Whatever the reader's font is, the text is as wide as its cells.
    const fit = length > 1 ? ` textLength="${length * CELL.width}"` : '';
    return `<text ${place}${fit}${attributes(style)}>${escaped(text)}</text>`;
  });
}

function attributes(style: Style): string {
  const colour = style.inverse ? (value(style.background) ?? WINDOW.background) : value(style.colour);
  return [
    colour === undefined ? '' : ` fill="${colour}"`,
    style.dim ? ` opacity="${DIM}"` : '',
    style.bold ? ' font-weight="bold"' : '',
    style.italic ? ' font-style="italic"' : '',
    style.underline ? ' text-decoration="underline"' : '',
  ].join('');
}

function value(colour: Style['colour']): string | undefined {
  if (typeof colour !== 'number') return colour;
  const found = PALETTE[colour];
  if (found === undefined) throw new Error(`The screen has colour ${colour}: give it a line in PALETTE of .ci/draw-screen.ts`);
  return found;
}

function box(column: number, cells: number, top: number, fill: string): string {
  return `<rect x="${left(column)}" y="${top}" width="${cells * CELL.width}" height="${CELL.height}" fill="${fill}"/>`;
}

function left(column: number): number {
  return MARGIN + column * CELL.width;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
