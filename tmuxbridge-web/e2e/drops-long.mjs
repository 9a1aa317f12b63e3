/* npm run e2e:drops -- [DROPS] [http]: the long run, 200 drops of the line, of WebSockets or where none gets through. */
import { playDrops } from "./drops.mjs";

console.log(await playDrops({ count: Number(process.argv[2] ?? 200), upgrades: process.argv[3] !== "http" }));
