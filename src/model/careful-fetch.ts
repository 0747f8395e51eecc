// `fetch`, as a model's server is asked: it is not followed elsewhere, because a redirected request carries its key along, and what it
// sends has an end, because a line without one would fill the memory.

const MOST_BYTES = 64 * 1024 * 1024;

export const carefulFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  if (response.body === null) return response;
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) controller.error(new Error('it sent more than any reply has'));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
};
