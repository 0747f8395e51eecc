// A variable that is set in; where other programs would run what it holds, an effect goes to the recorder.
import { dangerOf } from '../dangerous-variables.ts';
import type { Scene } from '../scene.ts';
import { tellEffect } from '../tell-effect.ts';
import { show, type Value } from '../value.ts';

export function tellDanger(name: string, value: Value, scene: Scene, line: number): void {
  const danger = dangerOf(name, show(value));
  if (danger !== undefined) tellEffect(scene, { ...danger, line });
}
