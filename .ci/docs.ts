// policies/*.yaml in; the tables of their rules in docs/policies.md, between its two markers, out. With --check nothing is
// written, and exit code 1 says that the page is out of date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Condition, Example, Rule } from '../src/policy/policy.ts';
import { readPolicyFile } from '../src/policy/policy-file.ts';
import type { Extends, PolicySource } from '../src/policy/policy-schema.ts';
import { readPolicy } from '../src/policy/read-policy.ts';
import { visibleLine } from '../src/text/visible.ts';
import { BUILT_IN_TOOLS } from '../src/tool/tools.ts';
import type { Decision } from '../src/types.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/policies.md');
const BETWEEN = /(<!-- rules: [^\n]*-->\n)[\s\S]*(\n<!-- end of rules -->)/;
const LONGEST_EXAMPLE = 70;

const before = readFileSync(page, 'utf8');
if (!BETWEEN.test(before)) throw new Error(`${page} has lost its markers`);
const sections = await Promise.all(names().map(async (name) => section(await load(name))));
const after = before.replace(BETWEEN, (_, start: string, end: string) => `${start}${sections.join('')}${end}`);
if (!process.argv.includes('--check')) writeFileSync(page, after);
else if (after !== before) {
  console.log('docs/policies.md is out of date: npm run docs');
  process.exitCode = 1;
}

function names(): string[] {
  const files = readdirSync(join(root, 'policies')).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => basename(file, '.yaml')).sort();
}

async function load(name: string): Promise<PolicySource> {
  const file = join(root, 'policies', `${name}.yaml`);
  return readPolicy(await readPolicyFile(file), file, BUILT_IN_TOOLS);
}

function section({ name, description, default: fallback, extends: bases, rules }: PolicySource): string {
  const otherwise: Record<Decision, string> = { allow: 'allowed', ask: 'asked for', deny: 'denied' };
  return [
    `\n### \`${name}\`\n`,
    `\n${description} What no rule speaks about is ${otherwise[fallback]}.\n`,
    ...bases.map((base) => `\n${inherits(base)}\n`),
    ...(rules.length === 0
      ? []
      : [`\n${row(['rule', 'says', 'to', 'because', 'such as', 'but not'])}${row(Array(6).fill('---'))}`]),
    ...rules.map((rule) => row(cells(rule))),
  ].join('');
}

function row(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |\n`;
}

function cells({ id, decision, confirm, when, because, match, notMatch }: Rule): readonly string[] {
  const says = confirm === undefined ? decision : `${decision}, code`;
  return [`\`${id}\``, says, conditions(when), because, example(match), example(notMatch)];
}

function inherits({ policy, as, without }: Extends): string {
  const how = { ask: ' as asks', deny: ' as denials', asItStands: '' }[as ?? 'asItStands'];
  const but = without.length === 0 ? '' : `, but for ${codes(without)}`;
  return `It takes the rules of \`${policy}\`${how}${but}.`;
}

function conditions(when: Condition): string {
  const parts = [
    when.effect?.includes('none') ? ['what has no effect at all'] : when.effect && [codes(when.effect)],
    when.path && [`at ${codes(when.path)}`],
    when.recursive === undefined ? undefined : [when.recursive ? 'whole trees' : 'single files'],
    when.host && [`with ${codes(when.host)}`],
    when.command && [`by ${codes(when.command.map((words) => words.join(' ')))}`],
    when.language && [`in ${codes(when.language)}`],
    when.exceptLanguage && [`in every language but ${codes(when.exceptLanguage)}`],
  ];
  return parts.flatMap((part) => part ?? []).join(' ') || 'everything';
}

function codes(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

/** The first that fits into a table. */
function example(examples: readonly Example[]): string {
  const short = examples.find(({ code }) => !code.includes('\n') && code.length <= LONGEST_EXAMPLE) ?? examples[0];
  if (short === undefined) return '';
  const code = visibleLine(short.code).replaceAll('|', '\\|');
  const fence = code.includes('`') ? '``' : '`';
  return `${fence}${code}${fence}${short.language === 'bash' ? '' : ` (${short.language})`}`;
}
