// A name that libraries gave and what a program sets it to in; from then on that is what the name means.
import { canonicalName } from './canonical-name.ts';
import type { Frame } from './program.ts';
import { outermost } from './scope.ts';
import { eitherThing, type Thing } from './thing.ts';

/** After a branch it may be that, or still what it was. */
export function override(name: string, thing: Thing, { program }: Frame): void {
  const canonical = canonicalName(name, program);
  if (!program.overrides.has(canonical)) Map.prototype.set.call(program.overrides, canonical, { type: 'ref', name: canonical });
  program.overrides.set(canonical, thing);
}

/** Nothing reaches what was there any more, by whatever name. */
export function overrideEverywhere(name: string, thing: Thing, frame: Frame): void {
  const { names } = outermost(frame.scope);
  // Where something was handed on before, nobody knows which of the two it will meet.
  const { running, seen, escaped } = frame.program;
  const early =
    running.length === 0 && escaped.some(({ what, args }) => args || what.type !== 'function' || !seen.has(what.node));
  const stands = early ? eitherThing([{ type: 'ref', name }, thing]) : thing;
  override(name, stands, frame);
  for (const [own, held] of names) if (held.type === 'ref' && held.name === name) names.set(own, stands);
}
