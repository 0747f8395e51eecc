// Ordinary blocks of 20 lines as agents write them, one a tool; only read, never run. `_0` makes the names of a copy its own.

/** The block, so many times after one another, as code that is still valid. */
export function copies(block: string, times: number): string {
  return Array.from({ length: times }, (_, at) => block.replaceAll('_0', `_${at}`)).join('\n');
}

export const BLOCKS: Readonly<Record<string, string>> = {
  bash: `set -euo pipefail
out_0=$(mktemp -d)
trap 'rm -rf "$out_0"' EXIT
# Everything must be green before the notes are written.
npm ci --ignore-scripts && npm run build
npm test 2>&1 | tee "$out_0/test.log" | tail -n 20
for file in src/*.ts test/**/*.ts; do
  if grep -q TODO "$file"; then
    printf '%s: %s\\n' "$file" "$(grep -c TODO "$file")" >> "$out_0/todo.txt"
  fi
done
summary_0() {
  local count
  count=$(wc -l < "$out_0/todo.txt")
  echo "$count files at $(git rev-parse --short HEAD)"
}
cat > build/notes_0.md <<EOF
# Notes
$(summary_0)
EOF`,
  python: `import json
import subprocess
from pathlib import Path
root_0 = Path("src")
def sizes_0(folder):
    """Lines that are not blank, by file."""
    found = {}
    for path in sorted(folder.glob("**/*.py")):
        with open(path, encoding="utf-8") as file:
            found[str(path)] = sum(1 for line in file if line.strip())
    return found
status_0 = subprocess.run(["git", "status", "--short"], capture_output=True, text=True, check=True)
changed_0 = [line[3:] for line in status_0.stdout.splitlines() if line.endswith(".py")]
totals_0 = {name: lines for name, lines in sizes_0(root_0).items() if name in changed_0}
target_0 = Path("build") / "totals_0.json"
target_0.write_text(json.dumps(totals_0, indent=2) + "\\n")
for name, lines in sorted(totals_0.items(), key=lambda item: -item[1])[:10]:
    print(f"{name:<40} {lines:>6}")
if not totals_0:
    print("nothing changed")`,
  node: `import { execFileSync as run_0 } from 'node:child_process';
import { readFile as read_0, writeFile as write_0 } from 'node:fs/promises';
const root_0 = 'src';
/** Lines that are not blank, by file. */
async function sizes_0(paths) {
  const found = new Map();
  for (const path of paths) {
    const text = await read_0(\`\${root_0}/\${path}\`, 'utf8');
    found.set(path, text.split('\\n').filter((line) => line.trim() !== '').length);
  }
  return found;
}
const status_0 = run_0('git', ['status', '--short'], { encoding: 'utf8' });
const changed_0 = status_0.split('\\n').map((line) => line.slice(3)).filter((path) => /\\.[jt]s$/.test(path));
const totals_0 = Object.fromEntries(await sizes_0(changed_0));
await write_0('build/totals_0.json', \`\${JSON.stringify(totals_0, null, 2)}\\n\`);
for (const [name, lines] of Object.entries(totals_0).sort(([, one], [, other]) => other - one).slice(0, 10)) {
  console.log(name.padEnd(40), String(lines).padStart(6));
}
if (changed_0.length === 0) console.log('nothing changed');`,
  typescript: `import { readFile as read_0, writeFile as write_0 } from 'node:fs/promises';
import type { PathLike as Path_0 } from 'node:fs';
interface Total_0 extends Readonly<Record<string, unknown>> {
  readonly path: string;
  lines?: number;
}
enum Order_0 { Up = 1, Down = -1 }
type Sorter_0<T> = (one: T, other: T) => number;
const by_0 = <K extends keyof Total_0>(key: K, order: Order_0 = Order_0.Down): Sorter_0<Total_0> =>
  (one, other) => order * (Number(one[key] ?? 0) - Number(other[key] ?? 0));
class Counter_0<T extends Total_0 = Total_0> {
  readonly #found: T[] = [];
  constructor(private readonly folder: Path_0, public order: Order_0) {}
  async add(total: T): Promise<void> {
    const text: string = await read_0(\`\${this.folder}/\${total.path}\`, 'utf8');
    this.#found.push({ ...total, lines: text.split('\\n').length } satisfies Total_0 as T);
  }
  list(): readonly T[] { return [...this.#found].sort(by_0('lines', this.order)); }
}
await write_0('build/totals_0.json', JSON.stringify(new Counter_0('src', Order_0.Up).list()!));`,
};
