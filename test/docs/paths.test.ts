// Documents in; each file and folder of the checkout that they name is there, and so is each heading that they link to.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const DOCUMENTS = [
  'README.md',
  ...['docs', '.github'].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
];
const PATH = /`((?:src|test|bench|docs|policies|examples|bin|\.ci|\.github)\/[\w./-]*)`/g;
const LINK = /\]\(([\w./-]*)#([\w-]+)\)/g;

const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

for (const path of DOCUMENTS.filter((name) => name.endsWith('.md'))) {
  const text = readFileSync(path, 'utf8');
  test(`${path}: files that it names are there`, () => {
    const named = [...text.matchAll(PATH)].map(([, name = '']) => name);
    assert.deepEqual(
      named.filter((name) => !existsSync(name)),
      [],
    );
  });

  test(`${path}: headings that it links to are there`, () => {
    const links = [...text.matchAll(LINK)].map(([, file = '', heading = '']) => ({ file, heading }));
    const missing = links.filter(({ file, heading }) => {
      const target = file === '' ? text : readFileSync(join(dirname(path), file), 'utf8');
      return ![...target.matchAll(/^#+ (.*)$/gm)].some(([, title = '']) => anchor(title) === heading);
    });
    assert.deepEqual(missing, []);
  });
}
