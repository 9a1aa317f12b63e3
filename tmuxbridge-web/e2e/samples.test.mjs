/* Short runs of what the long scripts do (npm run e2e:layout, e2e:drops, e2e:prediction). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { playDrops } from "./drops.mjs";
import { playLayouts } from "./layout.mjs";
import { playEditing } from "./prediction.mjs";

test("random changes of the layout, from inside tmux and from the page: both show the same", async () => {
  const { complaints } = await playLayouts({ count: 14, seed: 7 });
  assert.deepEqual(complaints, []);
});

test("drops of the line: no line lost or repeated, no key either", async () => {
  const { resumes } = await playDrops({ count: 5 });
  assert.ok(resumes.resumed >= 5, JSON.stringify(resumes));
});

test("prediction on a slow line: the same screen and buffer as without, and no guess left", async () => {
  const { wrong, sameBuffer, guesses } = await playEditing({ count: 70, pace: 60 });
  assert.deepEqual(wrong, []);
  assert.ok(sameBuffer);
  assert.ok(guesses.correct > 8, JSON.stringify(guesses));
});
