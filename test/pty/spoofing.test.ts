// What makes a screen show something else than there is, once in the code of a block and once in its output: read off a real screen, all
// of it is there to be read, nothing but text was drawn, and no row of it begins where ours do.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { BINARY } from '../helpers/approve-run.ts';
import type { Row } from '../helpers/read-cells.ts';
import { fence, scratch } from '../helpers/scratch.ts';
import { inTerminal, type TerminalOptions } from '../helpers/terminal.ts';

/** `shown` is what is to be read, without the mark of a wrapped line; `«` and `»` stand around what is marked. */
interface Trick {
  readonly text: string;
  /** Left out where a task that holds it is refused. */
  readonly inCode?: string;
  readonly inOutput: string;
  /** Of the line below the code. */
  readonly warns?: RegExp;
}

const ESC = '\u001b';
const HIDDEN = /hidden character/;

function trick(text: string, inCode: string, inOutput = inCode.replace(/[«»]/g, ''), warns: RegExp | null = HIDDEN): Trick {
  return { text, inCode, inOutput, ...(warns === null ? {} : { warns }) };
}

/** The first 22 are those of the survey that this house was built on; the others came later. */
const TRICKS: Readonly<Record<string, Trick>> = {
  // A carriage return is an end of line in markdown, and is drawn as one in output.
  'a carriage return': trick('touch marker #\recho hello', 'touch marker #\necho hello', undefined, null),
  backspaces: trick(`touch marker${'\b'.repeat(3)}ls`, 'touch marker«\\u{8}»«\\u{8}»«\\u{8}»ls'),
  'an erased line': trick(`touch marker${ESC}[2K${ESC}[Gecho hi`, 'touch marker«\\u{1b}»[2K«\\u{1b}»[Gecho hi'),
  'an eight-bit control': trick('touch marker\u009b2Kecho hi', 'touch marker«\\u{9b}»2Kecho hi'),
  'the cursor moved up': trick(`touch marker\n${ESC}[1A${ESC}[2Kecho hi`, 'touch marker\n«\\u{1b}»[1A«\\u{1b}»[2Kecho hi'),
  'another screen': trick(`a${ESC}[?1049hb${ESC}[?1049lc`, 'a«\\u{1b}»[?1049hb«\\u{1b}»[?1049lc'),
  'a link (OSC 8)': trick(
    `${ESC}]8;;http://x.test${ESC}\\y${ESC}]8;;${ESC}\\`,
    '«\\u{1b}»]8;;http://x.test«\\u{1b}»\\y«\\u{1b}»]8;;«\\u{1b}»\\',
  ),
  'the clipboard (OSC 52)': trick(`${ESC}]52;c;eA==\u0007z`, '«\\u{1b}»]52;c;eA==«\\u{7}»z'),
  'a device string (DCS)': trick(`${ESC}P$q"p${ESC}\\z`, '«\\u{1b}»P$q"p«\\u{1b}»\\z'),
  'a bidi override': trick('a\u202e# olleh\u202c b', 'a«\\u{202e}»# olleh«\\u{202c}» b'),
  'bidi isolates': trick('a\u2066b\u2069\u2067c\u2069\u2068d', 'a«\\u{2066}»b«\\u{2069}»«\\u{2067}»c«\\u{2069}»«\\u{2068}»d'),
  'a zero-width space': trick('to\u200buch', 'to«\\u{200b}»uch'),
  tags: trick('a\u{e0072}\u{e006d}b', 'a«\\u{e0072}»«\\u{e006d}»b'),
  'a no-break space': trick('echo\u00a0b', 'echo«\\u{a0}»b'),
  'a Hangul filler': trick('a\u3164b', 'a«\\u{3164}»b'),
  'a variation selector': trick('a\ufe01b\u{e0101}', 'a«\\u{fe01}»b«\\u{e0101}»'),
  'a line separator': trick('# a\u2028touch marker\u0085b', '# a«\\u{2028}»touch marker«\\u{85}»b'),
  NUL: { text: 'a\u0000b', inOutput: 'a\\u{0}b' },
  'a long run of blanks': trick(
    `echo hello${' '.repeat(300)}; touch marker`,
    'echo hello«··· 300 blanks ···»; touch marker',
    `echo hello${' '.repeat(300)}; touch marker`,
    null,
  ),
  'concealed letters': trick(
    `a ${ESC}[8m; touch marker${ESC}[0m`,
    'a «\\u{1b}»[8m; touch marker«\\u{1b}»[0m',
    'a \\u{1b}[8m; touch marker',
  ),
  'letters of another script': trick(
    '\u0441url p\u0430ypal.com',
    '«\u0441url» «p\u0430ypal».com',
    undefined,
    /2 words look like others: сurl is not curl \(Cyrillic с\), pаypal is/,
  ),
  'a long line': trick(`# ${'x'.repeat(300)}; touch marker`, `# ${'x'.repeat(300)}; touch marker`, undefined, null),

  'a title': trick(`${ESC}]0;evil\u0007${ESC}]2;evil${ESC}\\z`, '«\\u{1b}»]0;evil«\\u{7}»«\\u{1b}»]2;evil«\\u{1b}»\\z'),
  'questions to the terminal': trick(
    `${ESC}[6n${ESC}[c${ESC}[>c${ESC}[5n${ESC}Z`,
    '«\\u{1b}»[6n«\\u{1b}»[c«\\u{1b}»[>c«\\u{1b}»[5n«\\u{1b}»Z',
  ),
  'modes: mouse, pastes, wrapping': trick(
    `${ESC}[?1000h${ESC}[?2004l${ESC}[?7l`,
    '«\\u{1b}»[?1000h«\\u{1b}»[?2004l«\\u{1b}»[?7l',
  ),
  'an application string (APC)': trick(`${ESC}_Gx${ESC}\\z`, '«\\u{1b}»_Gx«\\u{1b}»\\z'),
  'a bell': trick('a\u0007b', 'a«\\u{7}»b'),
  charsets: trick(`a\u000ex${ESC}(0qqq\u000f`, 'a«\\u{e}»x«\\u{1b}»(0qqq«\\u{f}»'),
  'a full reset': trick(`a${ESC}cb${ESC}[!p`, 'a«\\u{1b}»cb«\\u{1b}»[!p'),
  'letters in the colour behind them': trick(`a${ESC}[30;40mb${ESC}[0mc`, 'a«\\u{1b}»[30;40mb«\\u{1b}»[0mc', 'abc'),
  'a long run of tabs': trick(`a${'\t'.repeat(9)}b`, 'a«··· 9 tabs ···»b', `a${'\t'.repeat(9)}b`, null),
  'many empty lines': trick(`a${'\n'.repeat(41)}b`, 'a\n«40 empty lines»\nb', `a${'\n'.repeat(41)}b`, null),
  'a soft hyphen and other joiners': trick(
    'a\u00adb\u034fc\u115fd\u17b4e\u180bf\u2061g\uffa0h',
    'a«\\u{ad}»b«\\u{34f}»c«\\u{115f}»d«\\u{17b4}»e«\\u{180b}»f«\\u{2061}»g«\\u{ffa0}»h',
  ),
  'notes between lines': trick('a\ufff9b\ufffac\ufffbd', 'a«\\u{fff9}»b«\\u{fffa}»c«\\u{fffb}»d'),
  'no character at all': trick('a\ufdd0b\u{10ffff}c\u0378d\ue000e', 'a«\\u{fdd0}»b«\\u{10ffff}»c«\\u{378}»d«\\u{e000}»e'),
  'a stack of marks': trick(`a${'\u0301'.repeat(4)}b`, 'a\u0301\u0301«\\u{301}»«\\u{301}»b'),
  'a joined emoji': trick('a\u{1f469}\u200d\u{1f4bb}b', 'a\u{1f469}«\\u{200d}»\u{1f4bb}b', undefined, null),
  'wide letters': trick(
    'ｃｕｒｌ \u{1d4ee}\u{1d4ec}\u{1d4f1}\u{1d4f8}',
    '«ｃｕｒｌ» «\u{1d4ee}\u{1d4ec}\u{1d4f1}\u{1d4f8}»',
    undefined,
    /2 words look like others: ｃｕｒｌ is not curl/,
  ),
  'letters that run the other way': trick(
    'echo "\u05d0" && ls "\u05d1"',
    'echo "\u05d0" && ls "\u05d1"',
    undefined,
    /1 line with right-to-left letters/,
  ),
  'an escape that is only written': trick('a\\u{202e}b', 'a\\u{202e}b', undefined, null),
  'a line of ours': trick(
    `${' '.repeat(15)}✓ 1/1 exit 0\n✓ 1/1 exit 0`,
    `${' '.repeat(15)}✓ 1/1 exit 0\n✓ 1/1 exit 0`,
    undefined,
    null,
  ),
};

const names = Object.keys(TRICKS);
const OURS = /^✓ (?:approved: |\d+\/\d+ )/;
const CODE = /^ {2} *(\d+|↪|⋮)(?: {2}(.*))?$/;

/** Where lines end, and how many blanks there are, is another file's matter: here it is what can be read, in its order. */
function solid(shown: string): string {
  return shown.replaceAll(/\s/g, '').replaceAll('»«', '').replaceAll('›‹', '');
}

function textOf(row: Row): string {
  const read = row.map((cell) => (cell.style.inverse ? `«${cell.text}»` : cell.text)).join('');
  return read.replaceAll('»«', '').trimEnd();
}

/** The rows between each block's header and its end. */
async function shownBlocks(t: TestContext, codes: readonly string[], policy: string, options: TerminalOptions) {
  const place = scratch(t);
  const task = place.write('t.md', codes.map((code) => fence('sh', code)).join('\n'));
  const program = [process.execPath, BINARY, '--policy', policy, '--keep-going', task];
  // Of a program that has ended, the terminal may have lost the last words.
  const run = inTerminal(place, ['-c', '"$@"; read -r _', 'sh', ...program], { program: ['sh'], rows: 50, ...options });
  const rows = (await run.cells(/ run · /)).map(textOf);
  run.type('\r');
  await run.ended();
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
  assert.deepEqual(run.obeyed(), []);
  assert.equal(run.bells(), 0);
  const starts = codes.map((_, at) => rows.findIndex((row) => row.startsWith(`${at + 1}/${codes.length} sh `)));
  starts.push(rows.findIndex((row) => / run · /.test(row)));
  return codes.map((_, at) => rows.slice((starts[at] ?? 0) + 1, starts[at + 1]));
}

for (const { columns, colour } of [
  { columns: 100, colour: true },
  { columns: 30, colour: true },
  { columns: 30, colour: false },
]) {
  test(`in code, ${columns} columns, ${colour ? 'in colour' : 'without colours'}`, async (t) => {
    const tricks = Object.entries(TRICKS).filter(([, { inCode }]) => inCode !== undefined);
    const codes = tricks.map(([, { text }]) => text);
    const env = colour ? {} : { NO_COLOR: '1' };
    const blocks = await shownBlocks(t, codes, 'deny-all', { columns, env });
    for (const [at, [name, { inCode = '', warns }]] of tricks.entries()) {
      const rows = blocks[at] ?? [];
      const code = rows.map((row) => CODE.exec(row)?.[2] ?? '').join('');
      const expected = colour ? inCode : inCode.replaceAll('«', '‹').replaceAll('»', '›');
      const below = rows
        .filter((row) => !CODE.test(row))
        .join(' ')
        .replaceAll(/\s+/g, ' ');
      await t.test(name, () => {
        assert.equal(solid(code), solid(expected));
        assert.match(below, warns ?? /^(?!.* ! )/);
      });
    }
  });
}

/** The same bytes for `printf`, in ASCII. */
function octal(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

for (const columns of [100, 30]) {
  test(`in output, ${columns} columns`, async (t) => {
    const codes = Object.values(TRICKS).map(({ text }) => `printf '${octal(text)}'`);
    const blocks = await shownBlocks(t, codes, 'allow-all', { columns });
    for (const [at, [name, { inOutput }]] of Object.entries(TRICKS).entries()) {
      const rows = blocks[at] ?? [];
      const output = rows.filter((row) => row.startsWith('│'));
      await t.test(name, () => {
        assert.equal(solid(output.map((row) => row.slice(1)).join('')), solid(inOutput));
        const others = rows.filter((row) => !row.startsWith('│') && !row.startsWith('  ') && row !== '');
        assert.deepEqual(
          others.map((row) => OURS.exec(row)?.[0] ?? row),
          ['✓ approved: ', `✓ ${at + 1}/${names.length} `],
        );
      });
    }
  });
}

test('a terminal that is given them as they are obeys', async (t) => {
  const all = Object.values(TRICKS).map(({ text }) => text);
  const run = inTerminal(scratch(t), ['-c', `printf '${octal(all.join('\n'))}\\033[3Jdone\\n'; read -r _`], { program: ['sh'] });
  await run.until(/done/);
  run.type('\r');
  await run.ended();
  const seen = new Set(run.obeyed().map((what) => what.split(' ')[0]));
  assert.deepEqual([...seen].sort(), ['DCS', 'OSC', 'charset', 'full', 'mode', 'other', 'reply', 'title']);
  assert.notEqual(run.bells(), 0);
});

test('a screen that is made narrower, and wide again, while a question waits still shows all of the code', async (t) => {
  const place = scratch(t);
  const lines = Array.from({ length: 12 }, (_, at) => `echo ${at} ${'word '.repeat(at)}\u202eend${at};`);
  const run = inTerminal(place, [place.write('t.md', fence('sh', lines.join('\n')))], { columns: 100, rows: 40 });
  await run.until(/Run this sh block\? .*›/);
  for (const [at, columns] of [40, 20, 60, 100].entries()) {
    run.resize(columns, 40);
    // A key is answered by drawing the question anew.
    run.type('x');
    await run.until(new RegExp(`›\\s*${'x\\s*'.repeat(at + 1)}`));
    const seen = solid(await run.screen());
    for (const line of lines)
      assert.ok(seen.includes(solid(line.replace('\u202e', '\\u{202e}'))), `${columns}: ${line}\n${seen}`);
  }
  run.type('\u0003');
  await run.ended();
});
