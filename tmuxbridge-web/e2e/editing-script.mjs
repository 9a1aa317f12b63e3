/*
 * A script of keys as a person edits: words, typing errors taken back, the middle of lines, history, completion, and vim in
 * between. The same seed makes the same keys. What it types is harmless: lines begin with a colon, bash's command that does
 * nothing, or are thrown away.
 */
const WORDS = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa".split(
  " ",
);

/** Some `count` keys, as {key, settle}: `settle` says that a person would wait for the answer before the next one. */
export function editingScript(count, seed = 1) {
  const keys = [];
  let state = seed;
  const random = (n) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % n;
  const press = (key, settle = false) => keys.push({ key, settle });
  const type = (text) => [...text].forEach((character) => press(character));
  const word = () => WORDS[random(WORDS.length)];

  function edit() {
    switch (random(5)) {
      case 0:
        for (let i = 1 + random(5); i > 0; i--) press("Backspace");
        return type(word());
      case 1: {
        const steps = 1 + random(8);
        for (let i = 0; i < steps; i++) press("ArrowLeft");
        type(word().slice(0, 3));
        press("Backspace");
        for (let i = 0; i < steps; i++) press("ArrowRight");
        return;
      }
      case 2:
        press("Home", true);
        press("ArrowRight");
        type(" x");
        return press("End", true);
      case 3:
        press("ArrowLeft");
        return press("Delete", true);
      default:
        return type(` ${word()}`);
    }
  }

  function line() {
    type(`: ${word()} ${word()}`);
    for (let i = random(4); i > 0; i--) edit();
    press("Enter", true);
  }

  function fromHistory() {
    for (let i = 1 + random(3); i > 0; i--) press("ArrowUp", true);
    type(` ${word()}`);
    press("Enter", true);
  }

  function completion() {
    type(": alp");
    press("Tab", true);
    type(` ${word()}`);
    press("Enter", true);
  }

  function vim() {
    type("vim -N -u NONE -i NONE -n notes");
    press("Enter", true);
    press("o", true);
    type(`${word()} ${word()}`);
    press("Backspace");
    press("Escape", true);
    type("ddxp");
    press("i", true);
    type(word());
    press("Escape", true);
    type(":q!");
    press("Enter", true);
  }

  while (keys.length < count) {
    const kind = random(12);
    if (kind === 0) vim();
    else if (kind < 3) fromHistory();
    else if (kind < 5) completion();
    else line();
  }
  return keys;
}
