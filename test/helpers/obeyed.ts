// A screen in; a list out that grows by a word for each thing the terminal was made to do besides drawing text at the cursor.
import type { Terminal } from '@xterm/headless';

/** Sequences that we draw with ourselves: erasing, moving the cursor, colours, hiding the cursor, marking pastes. */
const OWN_MODES = new Set([25, 2004]);

export function obeyed(screen: Terminal): readonly string[] {
  const seen: string[] = [];
  const note = (what: string) => {
    seen.push(what);
    return false;
  };
  for (const number of [0, 1, 2, 4, 7, 8, 10, 11, 12, 50, 52, 104, 133, 777, 1337])
    screen.parser.registerOscHandler(number, () => note(`OSC ${number}`));
  for (const id of [{ final: 'q' }, { intermediates: '$', final: 'q' }, { intermediates: '+', final: 'q' }, { final: '|' }])
    screen.parser.registerDcsHandler(id, () => note(`DCS ${id.final}`));
  for (const final of ['h', 'l'])
    screen.parser.registerCsiHandler({ prefix: '?', final }, (modes) =>
      modes.every((mode) => OWN_MODES.has(Number(mode))) ? false : note(`mode ${modes}${final}`),
    );
  for (const final of ['0', 'B']) screen.parser.registerEscHandler({ intermediates: '(', final }, () => note(`charset ${final}`));
  screen.parser.registerEscHandler({ final: 'c' }, () => note('full reset'));
  screen.onTitleChange((title) => note(`title ${title}`));
  screen.buffer.onBufferChange(() => note('other screen'));
  screen.onData((reply) => note(`reply ${JSON.stringify(reply)}`));
  return seen;
}
