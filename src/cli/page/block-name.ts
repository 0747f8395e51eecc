// A block in; what a page calls it out: by its turn, too, where there are several.
import { visibleLine } from '../../text/visible.ts';
import type { Block, Story } from './story.ts';

const LONGEST = 40;

export function blockName({ turn, index, language }: Block, { turns }: Story): string {
  const place = turns.length > 1 ? `${turn}.${index}` : String(index);
  return `Block ${place} ${visibleLine(language.slice(0, LONGEST))}`.trimEnd();
}
