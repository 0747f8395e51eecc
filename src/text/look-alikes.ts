// A line in; the words of it that look like other words, each with where it stands and what it is, out.

export interface LookAlike {
  readonly word: string;
  readonly at: number;
  /** `сurl is not curl (Cyrillic с)`. */
  readonly says: string;
}

/** By script: letters, and the Latin ones that they are drawn like. No letter of these scripts may stand beside Latin in one word. */
const TABLE: Readonly<Record<string, readonly [letters: string, latin: string]>> = {
  Cyrillic: ['асԁеһіјӏорԛѕԝхуүѵАВСЕНІЈКМОРԚЅТԜХҮӀ', 'acdehijlopqswxyyvABCEHIJKMOPQSTWXYI'],
  Greek: ['ονικρυχϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ', 'ovikpuxcjABEZHIKMNOPTYXC'],
  Armenian: ['օսոհցյզղՕՍՏԼ', 'ounhgjqnOUSL'],
  Cherokee: ['ᎠᎡᎢᎥᎪᎫᎬᎳᎷᎻᏀᏃᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧ', 'DRTiAJEWMHGZbRWSVSLCPKd'],
  Lisu: ['ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ', 'BPDTGKJCZFNLSRVHWXYAEIOU'],
  Coptic: ['ⲟⲣⲥⲒⲔⲘⲚⲞⲢⲤⲦⲬ', 'opcIKMNOPCTX'],
  Canadian_Aboriginal: ['ᕼᒍᒪᑭᖇᑌᐯᗞᗷᗰ', 'HJLPRUVDBM'],
  Tifinagh: ['ⵔⵝⴹ', 'OXE'],
};
/** Of these only the letters in the table count: `kΩ`, `Δt` and `μs` are how people write, and a letter alone is a variable. */
const SYMBOLS = new Set(['Greek']);
/** Phonetic letters: Latin, but of no language's words. */
const PHONETIC = letterMap('ɑɡɩʏꜱʟᴄᴏᴜᴠᴡᴢ', 'agiyslcouvwz');

const WORD = /[\p{L}\p{Nl}\p{M}]+/gu;
const ASCII = /^[\x00-\x7f]*$/;
const READABLE = /^[A-Za-z]+$/;
/** `ℕ`, `xⁿ`, `1ª`, `nº`: how people write, too. */
const SIGN = /^(?:.|\p{L}?[ªº\p{Lm}])$/su;
/** Nothing, or an operator: what follows may be a command. */
const BEFORE_COMMAND = /(?:^|[;|&(`{])\s*$/;
const LONGEST_WORD = 40;

const SCRIPTS = Object.entries(TABLE).map(([name, [letters, latin]]) => ({
  name,
  has: new RegExp(`\\p{Script=${name}}`, 'u'),
  latin: letterMap(letters, latin),
}));

interface Letter {
  readonly letter: string;
  /** Of the table; of all others it does not matter. */
  readonly script: string | undefined;
  /** What it is drawn like, or what Python reads it as; itself where neither is another. */
  readonly like: string;
}

export function lookAlikes(line: string): LookAlike[] {
  if (ASCII.test(line)) return [];
  const words = [...line.matchAll(WORD)].map((match) => ({ at: match.index, word: match[0], letters: [...match[0]].map(read) }));
  /** Scripts in which somebody evidently writes on this line: a word of theirs that cannot be taken for another. */
  const written = new Set(words.flatMap(({ letters }) => (isReadable(letters) ? [] : letters.map(({ script }) => script))));
  return words.flatMap(({ at, word, letters }) => {
    const why = ASCII.test(word) ? undefined : explain(word, letters);
    const alone = why?.startsWith('all ') && isCommon(word, letters, written, BEFORE_COMMAND.test(line.slice(0, at)));
    if (why === undefined || alone) return [];
    const like = isReadable(letters) ? `is not ${cut(letters.map((one) => one.like).join(''))}` : 'is of several scripts';
    return [{ word, at, says: `${cut(word)} ${like} (${why})` }];
  });
}

function explain(word: string, letters: readonly Letter[]): string | undefined {
  const foreign = letters.filter(({ script }) => script !== undefined);
  const names = [...new Set(foreign.map(({ script }) => script))];
  if (names.length > 1 || (names.length === 1 && /\p{Script=Latin}/u.test(word)))
    return few(foreign.map(({ script, letter }) => `${script} ${letter}`));
  const styled = letters.filter(({ script, letter, like }) => script === undefined && letter !== like);
  if (styled.length > 0) return SIGN.test(word) ? undefined : few(styled.map(({ letter }) => letter));
  return names.length === 1 && isReadable(letters) ? `all ${names[0]}` : undefined;
}

/** A word of one script alone is what people of that script write: look-alikes only where no line of theirs, but a command may be. */
function isCommon(word: string, letters: readonly Letter[], written: ReadonlySet<string | undefined>, first: boolean): boolean {
  const lower = word === word.toLowerCase();
  const script = letters[0]?.script ?? '';
  if (letters.length === 1 && lower && SYMBOLS.has(script)) return true;
  return written.has(script) && !(first && lower && letters.length > 1);
}

function read(letter: string): Letter {
  const script = SCRIPTS.find(({ has }) => has.test(letter));
  const drawn = script?.latin.get(letter) ?? PHONETIC.get(letter);
  if (script !== undefined)
    return { letter, like: drawn ?? letter, script: drawn === undefined && SYMBOLS.has(script.name) ? undefined : script.name };
  const plain = drawn ?? letter.normalize('NFKC');
  return { letter, script: undefined, like: READABLE.test(plain) ? plain : letter };
}

function isReadable(letters: readonly Letter[]): boolean {
  return letters.every(({ like }) => READABLE.test(like));
}

function letterMap(letters: string, latin: string): ReadonlyMap<string, string> {
  return new Map([...letters].map((letter, at) => [letter, latin.charAt(at)]));
}

function few(names: readonly string[]): string {
  const [first, second, third, ...rest] = new Set(names);
  return [first, second, third, rest.length > 0 ? '…' : undefined].filter((name) => name !== undefined).join(', ');
}

function cut(word: string): string {
  const letters = [...word];
  return letters.length > LONGEST_WORD ? `${letters.slice(0, LONGEST_WORD).join('')}…` : word;
}
