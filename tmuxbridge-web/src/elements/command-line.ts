/**
 * Splits what a user typed as a command into arguments, with quotes and backslashes as in a shell, and nothing else of
 * a shell: no variables, no globs, no pipes. The server runs the arguments as they are.
 */
export function splitCommand(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (quote) {
      if (c === quote) {
        quote = "";
      } else if (c === "\\" && quote === '"' && /["\\]/.test(line[i + 1] ?? "")) {
        word += line[++i]!;
      } else {
        word += c;
      }
    } else if (c === "'" || c === '"') {
      quote = c;
      word ??= "";
    } else if (c === "\\" && i + 1 < line.length) {
      word = (word ?? "") + line[++i]!;
    } else if (/\s/.test(c)) {
      if (word !== undefined) {
        words.push(word);
        word = undefined;
      }
    } else {
      word = (word ?? "") + c;
    }
  }
  if (quote) {
    throw new Error(`the quote ${quote} is not closed`);
  }
  if (word !== undefined) {
    words.push(word);
  }
  return words;
}
