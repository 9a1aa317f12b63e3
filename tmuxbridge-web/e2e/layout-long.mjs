/* npm run e2e:layout -- [CHANGES] [SEED]: the long run, 1,000 random changes of a session's layout. */
import { playLayouts } from "./layout.mjs";

const [count = "1000", seed = "1"] = process.argv.slice(2);
const began = Date.now();
console.log(
  await playLayouts({ count: Number(count), seed: Number(seed) }),
  `${Math.round((Date.now() - began) / 1000)} s`,
);
