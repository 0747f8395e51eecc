// What a model's provider counted, perhaps as a journal has it, in; the words for it out, none where it did not count.
import type { Fields } from '../../journal/chain.ts';
import { numberOf } from '../../journal/read-field.ts';

/** @param into What the tokens that were sent are called. */
export function usageWords(
  { inputTokens, cachedTokens, outputTokens, costUsd }: Fields,
  into: 'in' | 'tokens in' = 'in',
): readonly string[] {
  const [input, cached, output] = [inputTokens, cachedTokens, outputTokens].map(numberOf);
  if (!input && !output) return [];
  const count = (tokens = 0) => tokens.toLocaleString('en-US');
  const cost = numberOf(costUsd);
  return [
    `${count(input)} ${into}${cached ? ` (${count(cached)} cached)` : ''}`,
    `${count(output)} out`,
    ...(cost > 0 ? [`about $${cost.toFixed(cost < 1 ? 3 : 2)}`] : []),
  ];
}
