// A path that code runs as a script in; what stands in it out, where that is known, and the scene that it runs in.
import { pathOf } from './path-of.ts';
import type { Scene } from './scene.ts';
import { tellEffect } from './tell-effect.ts';
import { show, text, type Value } from './value.ts';

/** A script that a script runs is read, what that one runs is not. */
const MAX_DEPTH = 2;

export interface FoundScript {
  readonly code: Value;
  readonly scene: Scene;
  /** It stood there before: the block did not write it. */
  readonly given: boolean;
}

/** What the block itself wrote there, or what was given with the place; a script of the project that was not given is asked for. */
export function scriptOf(path: Value, scene: Scene, line: number): FoundScript | undefined {
  const { machine } = scene;
  const found = pathOf(path, scene);
  const written = machine.files.get(found.path ?? show(path));
  if (written !== undefined) return { code: written, scene, given: false };
  const depth = scene.scripts ?? 0;
  const near = found.where === 'inside' || found.where === 'temporary';
  if (found.path === undefined || !near || depth >= MAX_DEPTH || path.some((part) => part.type !== 'text')) return undefined;
  const script = machine.place.scripts?.get(found.path);
  if (script === undefined) machine.recorder.script(found.path);
  if (script?.why !== undefined) {
    const says = `cannot tell: the script ${found.shown} ${script.why}`;
    tellEffect(scene, { kind: 'opaque', says, line });
  }
  if (script?.text === undefined) return undefined;
  return { code: text(script.text), scene: { ...scene, scripts: depth + 1, script: found.path, spans: undefined }, given: true };
}
