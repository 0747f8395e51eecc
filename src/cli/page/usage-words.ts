// What a model's provider counted in; the words for it out, none where it did not count.
import type { Fields } from '../../journal/chain.ts';
import { numberOf } from '../../journal/read-field.ts';

export function usageWords({ inputTokens, cachedTokens, outputTokens, costUsd }: Fields): string {
  const [input, cached, output, cost] = [inputTokens, cachedTokens, outputTokens, costUsd].map(numberOf);
  if (!input && !output) return '';
  const count = (tokens = 0) => tokens.toLocaleString('en-US');
  return [
    `${count(input)} in${cached ? ` (${count(cached)} cached)` : ''}`,
    `${count(output)} out`,
    ...(cost ? [`about $${cost.toFixed(cost < 1 ? 3 : 2)}`] : []),
  ].join(' · ');
}
