// Names, each with what there is to say of it, in; a list of those that have something out.
import { type Html, html, type Part } from './html.ts';

export type Fact = readonly [name: string, ...values: readonly Part[]];

/** Of long lists the beginning is shown, and the rest counted. */
export const MOST_VALUES = 10;

export function factList(facts: readonly Fact[]): Html | undefined {
  const told = facts.map(
    ([name, ...values]) => [name, values.filter((value) => value !== undefined && value !== false && value !== '')] as const,
  );
  const rows = told.filter(([, values]) => values.length > 0);
  return rows.length === 0 ? undefined : html`<dl>${rows.map(([name, values]) => factRow(name, values))}</dl>`;
}

function factRow(name: string, values: readonly Part[]): Html {
  const more = values.length - MOST_VALUES;
  return html`<div><dt>${name}</dt>${values.slice(0, MOST_VALUES).map((value) => html`<dd>${value}</dd>`)}${more > 0 && html`<dd>… and ${more} more</dd>`}</div>
`;
}
