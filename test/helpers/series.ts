// How often a long series is played: whole in `npm run soak`, a tenth in every other run of the tests.

/** @param count Of the whole series. */
export function series(count: number): number {
  return process.env.SOAK ? count : Math.ceil(count / 10);
}
