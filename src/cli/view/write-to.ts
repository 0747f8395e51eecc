// Text in, written out; what cannot be written at once is waited for, so that memory stays bounded.

export function writeTo(stream: NodeJS.WriteStream, text: string | Buffer): void | Promise<void> {
  if (stream.write(text)) return;
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('error', done);
      resolve();
    };
    stream.on('drain', done).on('error', done);
  });
}
