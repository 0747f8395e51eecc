// Loaded before approve-run (NODE_OPTIONS=--require): counts what it does to its journals, and kills it, as SIGKILL does, at one of these
// boundaries: before and after each call, and in the middle of each write.
const fs = require('node:fs');

const { KILL_IN: folder, KILL_AT: at, KILL_COUNT: counted } = process.env;
const there = fs.appendFileSync;
const descriptors = new Set();
let count = 0;

function boundary(name) {
  count += 1;
  if (counted !== undefined) there(counted, `${name}\n`);
  if (count !== Number(at)) return;
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

function around(call, isOurs, name, middle) {
  const real = call[name];
  call[name] = (...given) => {
    if (!isOurs(...given)) return real.apply(call, given);
    boundary(`before ${name}`);
    middle?.(real, given);
    const result = real.apply(call, given);
    const done = () => boundary(`after ${name}`);
    if (result instanceof Promise) return result.then(done);
    if (name === 'openSync') descriptors.add(result);
    done();
    return result;
  };
}

const below = (path) => typeof path === 'string' && path.startsWith(folder);
const open = (descriptor) => descriptors.has(descriptor);

if (folder !== undefined) {
  around(fs, (path, flags) => below(path) && flags !== 'r' && flags !== fs.constants.O_RDONLY, 'openSync');
  around(fs, open, 'writeSync', (real, [descriptor, bytes]) => {
    // A write that is cut is the last thing that happens: else the rest would follow.
    if (count + 1 === Number(at)) real.call(fs, descriptor, bytes.subarray(0, bytes.length >> 1));
    boundary('middle of writeSync');
  });
  for (const name of ['fdatasyncSync', 'closeSync']) around(fs, open, name);
  for (const name of ['renameSync', 'rmSync', 'mkdirSync']) around(fs, below, name);
  for (const name of ['writeFile', 'rm']) around(fs.promises, below, name);
}
