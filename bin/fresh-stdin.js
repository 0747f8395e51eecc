// Loaded by Node before a block whose code is its standard input. By the time the block runs, the stream that Node read the code from
// has ended, and whoever listens to it would wait in vain; so the block gets a new one, which ends at once.
// A worker that the block starts loads this file, too.
if (process.argv[1] === '-') {
  // Children that the block forks are started without this file.
  process.execArgv.length = 0;
  const code = process.stdin;
  code.once('end', () => {
    let fresh;
    const get = () => {
      fresh ??= new code.constructor(null, { fd: 0, autoClose: false });
      return fresh;
    };
    Object.defineProperty(process, 'stdin', { configurable: true, enumerable: true, get });
  });
}
