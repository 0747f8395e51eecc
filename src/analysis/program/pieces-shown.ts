// A method that cuts a text in pieces in; what people read for its result out: what a command printed is still that.
import { show } from '../value.ts';
import type { Thing } from './thing.ts';

/** They give the same text, or pieces of it. */
const CUTS = /^(?:toString|trim\w*|strip|decode|split\w*|join|replace\w*|slice|substring|concat|valueOf|toLowerCase|at)$/;

export function piecesShown(of: Thing, method: string): string | undefined {
  const shown = of.type === 'made' && CUTS.test(method) ? show(of.content) : '';
  return shown.startsWith('$(') ? shown : undefined;
}
