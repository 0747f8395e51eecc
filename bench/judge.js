// A corpus and a checkout in; what deny-dangerous and cc-safety-net say to each case, and how long they took, as JSON, out.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { analyse, BUILT_IN_TOOLS, judge, loadPolicy } from 'approve-run';
import { checkCommand } from 'cc-safety-net/api';

const PASSES = 7;
const [file = '', cwd = ''] = process.argv.slice(2);
/** Both judge for an ordinary checkout below the home folder, which both take from the environment. */
const place = { cwd, home: dirname(cwd) };
process.env.HOME = place.home;

/** cc-safety-net knows shells only; the others are what a shell would be told to run. */
const IN_SHELL = {
  bash: (code) => code,
  python: (code) => `python3 - <<'X'\n${code}\nX\n`,
  javascript: (code) => `node -e '${code.replaceAll("'", "'\\''")}'`,
};

const policy = await loadPolicy('deny-dangerous');
const lines = readFileSync(file, 'utf8').trim().split('\n');
const cases = lines.map((line) => JSON.parse(line)).filter(({ debatable }) => debatable !== true);
const subjects = cases.map(({ language, code }, at) => {
  const { name: tool } = BUILT_IN_TOOLS.find(({ languages }) => languages.includes(language));
  const block = { index: at + 1, language, code, line: 1, digest: '' };
  return { proposal: { block, tool, argv: [tool], cwd, sandbox: 'none' }, command: IN_SHELL[language](code) };
});

const SIDES = {
  ours: async ({ proposal }) => {
    const reading = await analyse(proposal.block.code, proposal.tool, place);
    return (await judge(proposal, reading, [policy])).decision;
  },
  theirs: ({ command }) => checkCommand({ command, cwd }).kind,
};

const report = { labels: cases.map(({ label }) => label), ours: { ms: [] }, theirs: { ms: [] } };
// The first pass warms both up; in turn, so that whatever else the machine does hits both alike.
for (let pass = 0; pass <= PASSES; pass++) {
  for (const [side, decide] of Object.entries(SIDES)) {
    const decisions = [];
    const start = performance.now();
    for (const subject of subjects) decisions.push(await decide(subject));
    if (pass > 0) report[side].ms.push((performance.now() - start) / subjects.length);
    report[side].decisions = decisions;
  }
}
console.log(JSON.stringify(report));
