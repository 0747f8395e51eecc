// A script that uses the built library, run in a terminal as a program of somebody else would be.
import { join } from 'node:path';
import type { Scratch } from './scratch.ts';
import { inTerminal, type TerminalOptions, type TerminalRun } from './terminal.ts';

const LIBRARY = join(import.meta.dirname, '../../dist/index/index.js');

/**
 * `ask(approvalFunc, ...codes)` runs bash blocks behind a gate and prints what was decided. `during()` says when a question is there. When the
 * script has ended by itself, the shell around it says whether the terminal is as it was: `same`, or how it differs.
 */
const PRELUDE = `
import * as library from ${JSON.stringify(LIBRARY)};
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
const { consoleApproval, consoleInput, documentAgent, extractCodeBlocks, localExecutor, openGate, policyApproval, run } = library;
const env = { PATH: process.env.PATH };
async function ask(approvalFunc, codes, rest = {}) {
  const text = codes.map((code) => '\`\`\`bash\\n' + code + '\\n\`\`\`\\n').join('\\n');
  const agent = { name: 'coder', next: async (history) => history.length > 0 ? undefined : { text, blocks: extractCodeBlocks(text), final: true } };
  const emit = (event) => {
    if (event.type === 'block-decided') console.log('-> ' + event.outcome + ' by ' + event.by + ': ' + event.reason);
    if (event.type === 'block-output') process.stdout.write(event.chunk);
  };
  const { policy = 'ask', ...parts } = rest;
  return run({ agent, gate: openGate({ policy, approvalFunc }), executor: localExecutor({ env }), emit, ...parts });
}
`;

export function inConsole(
  place: Scratch,
  script: string,
  options: TerminalOptions & { readonly redirect?: string } = {},
): TerminalRun {
  const { redirect = '', ...rest } = options;
  const path = place.write('script.mjs', PRELUDE + script);
  const shell = `before=$(stty -g)
${process.execPath} ${path} ${redirect}
echo "code $?"
[ "$before" = "$(stty -g </dev/tty)" ] && echo same || { echo different; stty -a; }
# What a shell prints just before it ends may be lost with its terminal.
sleep 5`;
  return inTerminal(place, ['-c', shell], { ...rest, program: ['bash'] });
}
