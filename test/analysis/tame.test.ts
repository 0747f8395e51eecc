// Ordinary work, as agents write it: nothing in it may look dangerous.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are shell code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf, isTame, read } from './effects-of.ts';

const LINES: readonly string[] = [
  'git push -u origin feature',
  'git checkout -b x',
  'git reset --soft HEAD~1',
  'git clean -n -d',
  'git restore --staged .',
  'git branch -d done',
  'git stash && git stash pop',
  'node server.js & PID=$!; sleep 1; kill $PID',
  'npm run dev > dev.log 2>&1 &\necho $! > dev.pid\nkill $(cat dev.pid)',
  'jobs -p | xargs -r kill',
  'pkill -f "vite --port 5173" || true',
  'cp .env.example .env',
  'set -a; source .env; set +a',
  'cat .env.example ~/.ssh/id_ed25519.pub',
  'curl -X POST -d \'{"a":1}\' http://localhost:3000/x | jq .',
  'curl -sSL https://x.io/a.tgz | tar xz -C vendor',
  'psql -c "DELETE FROM a WHERE id = 1"',
  'docker run --rm -v "$PWD":/app -w /app node:20 npm test',
  'kubectl delete pod x --dry-run=client',
  'rm --help; rm --version',
  'command -v dd mkfs shred',
  'bash -n deploy.sh',
  'python3 -c "import sys; print(sys.version)"',
  'node -e "console.log(1)"',
  'export PATH="$PWD/node_modules/.bin:$PATH"',
  'npm test > /dev/null 2>&1',
  'dd if=/dev/zero of=./x.img bs=1K count=1',
  'ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"; cd "$ROOT"; rm -rf build',
  'cd "$(git rev-parse --show-toplevel)" && rm -rf dist',
  'work=$(mktemp -d); cd "$work" && git init -q . ; cd - && rm -rf "$work"',
  'arr=(a b); rm -rf "${arr[@]/#/out-}"',
  'grep -rl foo src | xargs sed -i "s/foo/bar/"',
  'git branch --merged | grep -v main | xargs git branch -d',
  'retry() { for i in 1 2 3; do "$@" && return; done; }; retry npm test',
  'echo "done 🎉 👨‍👩‍👧 ❤️ 🇩🇪 1️⃣"',
  'CONTAINER="t-$$"; docker run -d --name "$CONTAINER" postgres; docker rm -f "$CONTAINER"',
  'eval "$(ssh-agent -s)"',
  'awk -F, \'{ print $1 | "sort" }\' x.csv',
  'awk \'{ print $0 > ("out/" $1 ".txt") }\' x.csv',
  "sed -e 's/w /x/' -e 's/exec/e/g' x.txt",
  "sed 's/a/b/w out.txt' x.txt",
  "vim -es +'%s/a/b/g' +wq x.txt",
  "printf '%s\\n' '/foo/d' w q | ed -s x.txt",
  'gdb -batch -ex run -ex bt ./app',
  'less +F app.log; less +/ERROR app.log',
  'split -b 10M --filter=\'gzip > "$FILE.gz"\' big.bin part_',
  'PS4=\'+ ${BASH_SOURCE}:${LINENO}: \'; set -x; export PS1="$ "',
  'PY=$(command -v python3 || command -v python); "$PY" --version',
  'eval set -- "$(getopt -o ab: -- "$@")"',
  'docker stop $(docker ps -q --filter name=app-test)',
  'for i in 1 2 3; do node w.js & done; wait',
  'while true; do curl -sf localhost:3000 && break; sleep 1; done',
  'while read -r u; do curl -sO "$u" & done < urls.txt; wait',
  'read -r a b <<< "1 2"; mkdir -p "out/$a/$b"',
  'declare -A m=([a]=1 [b]=2); for k in "${!m[@]}"; do echo "$k=${m[$k]}"; done',
  'a=(x y); for i in "${!a[@]}"; do rm -f "out/${a[$i]}"; done',
  'uv run pytest -q; poetry run python x.py; npx eslint . --fix',
  "hyperfine --prepare 'rm -rf dist' 'npm run build'",
  'sqlite3 app.db ".output report.csv" ".schema"',
  'make SHELL=/bin/bash test; MAKEFLAGS=-j4 make',
  'GIT_SEQUENCE_EDITOR=: git rebase -i HEAD~3; LESS=-FRX git log',
  'JAVA_TOOL_OPTIONS=-Xmx2g mvn -q verify; RUSTC_WRAPPER=sccache cargo build',
  'echo H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA== | base64 -d | gunzip',
  'answer=$(openssl base64 -d <<< eWVz); bash -c "echo yes"',
  'grep -oP "(?<=v)\\d+" README.md | head -1',
  'zcat log.gz | grep ERROR | wc -l',
  "trap 'kill 0' EXIT",
  'sqlite3 app.db "INSERT INTO t VALUES (\'drop table x\')"',
  'npx vitest run -t "blocks rm -rf / and shutdown"',
  'exec 3<>/dev/tcp/localhost/5432',
  'until (echo > /dev/tcp/127.0.0.1/80) 2>/dev/null; do sleep 1; done',
  "sqlite3 :memory: 'create table t(a); drop table t'",
  'sqlite3 app.db "DROP TABLE IF EXISTS t"',
  'docker compose -f compose.test.yml down -v',
  'docker-compose -p ci down -v',
  'COMPOSE_PROJECT_NAME=it-$$; docker compose down -v',
  'git worktree add .w/base main && git worktree remove --force .w/base',
  'git checkout -b tmp && git checkout main && git branch -D tmp',
  'git restore --staged src/x.ts',
  'kubectl create namespace pr-1; kubectl delete namespace pr-1',
  'createdb app_test; dropdb app_test',
  'RAILS_ENV=test bin/rails db:reset',
  'osascript -e \'display notification "done"\'',
  'kill -TERM 0; kill -- -$$',
  'kill $(pgrep -P $$)',
  'walk() { for e in "$1"/*; do [ -d "$e" ] && walk "$e"; done; }; walk src | sort',
  'fact() { (( $1 < 2 )) && echo 1 || echo $(( $1 * $(fact $(($1 - 1))) )); }; fact 9',
  'git clone --depth 1 https://x.io/a/b /tmp/b && cd /tmp/b && npm ci',
  'tmp=$(mktemp -d); hyperfine "node $tmp/a.js"; rm -rf "$tmp"',
  'coproc BC { bc; }; echo 1 >&"${BC[1]}"; kill "$BC_PID"',
  'eval "$(minikube docker-env)"',
  'curl -X DELETE http://localhost:3000/users/1',
  'git clone . /tmp/x; cd /tmp/x && make',
  'x=$(tr -dc a-z < /dev/urandom | head -c 9); sed -i "s/^K=.*/K=$x/" conf',
  'command rm -v dist/a.js',
  'npm pkg set scripts.clean="rm -rf dist"; npm run clean',
  'cat src/*.json .github/*; find . -name "*.json" | xargs cat',
  'ffmpeg -i a.mov out/a.gif; gcc -o app main.c; pandoc x.md -o x.html',
  'echo "$x" | parallel echo; parallel bash -c "npm test" ::: a',
];

for (const code of LINES) {
  test(`nothing to fear: ${code}`, async () => {
    assert.deepEqual(
      (await effectsOf(code)).filter((effect) => !isTame(effect)),
      [],
    );
  });
}

const BLOCK = `set -Eeuo pipefail
WORK="$(mktemp -d "\${TMPDIR:-/tmp}/run.XXXXXX")"
cleanup() {
  kill "$SERVER" 2>/dev/null || true
  rm -rf "$WORK"
}
trap cleanup EXIT INT TERM
while getopts ":co:" option; do
  case "$option" in
    c) rm -rf dist ;;
    o) OUT="$OPTARG" ;;
    *) echo "usage: $(basename "$0")" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
for d in packages/*/; do
  name=$(basename "$d")
  [ -f "$d/package.json" ] || continue
  (cd "$d" && npm run build --silent)
  rm -rf "$d/dist/tmp" "build/$name"
done
node server.js > "$WORK/server.log" 2>&1 & SERVER=$!
until curl -sf http://localhost:3000/health >/dev/null; do sleep 0.2; done
find logs -name '*.log' -mtime +7 -print0 | while IFS= read -r -d '' f; do
  gzip -c "$f" > "$WORK/$(basename "$f").gz" && rm -f "$f"
done
python3 - <<'PY' > report.md
import json
print(json.dumps({"ok": True}))
PY
git add -A && git commit -qm "build: $(date +%F)"
`;

test('nothing to fear in a whole script', async () => {
  assert.deepEqual(
    (await effectsOf(BLOCK)).filter((effect) => !isTame(effect)),
    [],
  );
});

test('what only looks has no effect at all', async () => {
  for (const code of [
    'true',
    'ls -la',
    'git status --short',
    'cat README.md | wc -l',
    'grep -rn x src',
    'echo hi',
    'jq . x.json',
    'cd src && ls',
  ]) {
    assert.deepEqual((await read(code)).effects, [], code);
  }
});

test('a program that no table knows is told about', async () => {
  for (const code of ['./x.sh', 'make', 'npm test', 'npx tsc', 'sometool --x', 'bash x.sh', 'python3 x.py', './sed -n 1p f']) {
    const { effects } = await read(code);
    assert.ok(
      effects.some(({ kind }) => kind === 'execute'),
      code,
    );
  }
});
