/* npm run e2e:drops -- [DROPS]: the long run, 200 drops of the line. */
import { playDrops } from "./drops.mjs";

console.log(await playDrops({ count: Number(process.argv[2] ?? 200) }));
