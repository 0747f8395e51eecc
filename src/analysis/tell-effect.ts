// An effect and the scene it is met in, in; the recorder gets it together with the way there and the command that does it.
import type { Effect } from '../effects.ts';
import type { Scene } from './scene.ts';

export function tellEffect({ machine, via, command }: Scene, effect: Omit<Effect, 'via' | 'command'>): void {
  machine.recorder.effect({ ...effect, via, ...(command === undefined ? {} : { command }) });
}
