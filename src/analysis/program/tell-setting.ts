// An environment variable that a program sets in; where other programs would run what it holds, an effect goes to the recorder.
import { dangerOf } from '../dangerous-variables.ts';
import { show } from '../value.ts';
import type { Frame } from './program.ts';
import { literalOf, type Thing, toText } from './thing.ts';

export function tellSetting(of: string, key: Thing, value: Thing, { scene, program }: Frame): void {
  const name = literalOf(key);
  if (name === undefined || !/(?:^|\.)environ$|^process\.env$/.test(of)) return;
  const danger = dangerOf(name, show(toText(value)));
  const command = scene.command === undefined ? {} : { command: scene.command };
  if (danger !== undefined && program.language !== undefined)
    scene.machine.recorder.effect({ ...danger, line: scene.lineAt(0), via: scene.via, ...command });
}
