/* npm run e2e:prediction -- [KEYS] [ROUND TRIP]: the long run, 5,000 keys over a line of 150 ms. Prints the figures. */
import assert from "node:assert/strict";
import { playEditing } from "./prediction.mjs";

const [count = "5000", roundTrip = "150"] = process.argv.slice(2);
const { wrong, ...figures } = await playEditing({ count: Number(count), roundTrip: Number(roundTrip) });
console.log({ roundTrip: Number(roundTrip), wrong: wrong.length, ...figures });
wrong.slice(0, 3).forEach((one) => console.log(JSON.stringify(one, null, 1)));
assert.equal(wrong.length, 0);
assert.ok(figures.sameBuffer, "with prediction and without, the emulator holds the same");
assert.ok(figures.median < 20, `the median from key to glyph is ${figures.median} ms`);
