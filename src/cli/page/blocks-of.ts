// A turn in, its blocks out.
import type { Block, Turn } from './story.ts';

export function blocksOf({ items }: Turn): readonly Block[] {
  return items.flatMap((item) => ('block' in item ? item.block : []));
}
