// A path that code runs as a script in; what stands in it out, where that is known, and the scene that it runs in.
import { findHiddenText } from './find-hidden-text.ts';
import { type FoundPath, pathOf } from './path-of.ts';
import type { Script } from './place.ts';
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
  if (found.path === undefined || !isNear(path, found)) return undefined;
  const script = depth < MAX_DEPTH ? machine.place.scripts?.get(found.path) : {};
  machine.recorder.runs(found.path, script?.text !== undefined);
  if (script === undefined) machine.recorder.script(found.path);
  if (script?.why !== undefined) {
    const says = `cannot tell: the script ${found.shown} ${script.why}`;
    tellEffect(scene, { kind: 'opaque', says, line });
  }
  if (script?.text === undefined) return undefined;
  const hidden = hiddenIn(script);
  if (hidden !== undefined)
    tellEffect(scene, { kind: 'hidden-text', says: `the script ${found.shown} ${hidden.says} in line ${hidden.line}`, line });
  return { code: text(script.text), scene: { ...scene, scripts: depth + 1, script: found.path, spans: undefined }, given: true };
}

/** A file that runs, and that nobody reads: an approval binds it all the same. */
export function bindScript(path: Value, scene: Scene): void {
  const found = pathOf(path, scene);
  if (found.path === undefined || !isNear(path, found) || scene.machine.files.has(found.path)) return;
  scene.machine.recorder.runs(found.path, false);
}

function isNear(path: Value, { where }: FoundPath): boolean {
  return (where === 'inside' || where === 'temporary') && path.every((part) => part.type === 'text');
}

/** A script in a loop is met again and again. */
const HIDDEN = new WeakMap<Script, ReturnType<typeof findHiddenText>>();

function hiddenIn(script: Script): ReturnType<typeof findHiddenText> {
  if (!HIDDEN.has(script)) HIDDEN.set(script, findHiddenText(script.text ?? ''));
  return HIDDEN.get(script);
}
