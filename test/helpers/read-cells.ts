// A terminal's buffer in; the cells of its rows out, with their styles, and with the cursor.
import type { IBuffer, IBufferCell } from '@xterm/headless';

export interface Style {
  /** A place in the terminal's palette, or `#rrggbb`; left out where it is the terminal's own. */
  readonly colour?: number | string;
  readonly background?: number | string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export interface Cell {
  /** Empty behind a character that is two cells wide. */
  readonly text: string;
  readonly style: Style;
  readonly cursor: boolean;
}

export type Row = readonly Cell[];

export function readCells(buffer: IBuffer): readonly Row[] {
  return Array.from({ length: buffer.length }, (_, y) => {
    const line = buffer.getLine(y);
    const isCursor = (x: number) => y === buffer.baseY + buffer.cursorY && x === buffer.cursorX;
    return Array.from({ length: line?.length ?? 0 }, (_, x): Cell[] => {
      const cell = line?.getCell(x);
      if (cell === undefined) return [];
      const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
      return [{ text, style: styleOf(cell), cursor: isCursor(x) }];
    }).flat();
  });
}

function styleOf(cell: IBufferCell): Style {
  return {
    ...(cell.isFgDefault() ? {} : { colour: cell.isFgRGB() ? hex(cell.getFgColor()) : cell.getFgColor() }),
    ...(cell.isBgDefault() ? {} : { background: cell.isBgRGB() ? hex(cell.getBgColor()) : cell.getBgColor() }),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
  };
}

function hex(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
