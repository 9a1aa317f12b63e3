// Puts the results of a run as a table between two marks of a Markdown file.

/** @returns {string} the file's text with the table of this run in place of the last one */
export function markdown(text, { version, options, summary, results, known }) {
  const BEGIN = `<!-- results ${options.section}: begin (written by run.mjs) -->`;
  const END = `<!-- results ${options.section}: end -->`;
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`the file must hold the lines "${BEGIN}" and "${END}"`);
  }
  return (
    text.slice(0, begin) +
    [BEGIN, "", ...table(version, options, summary, results, known), "", END].join("\n") +
    text.slice(end + END.length)
  );
}

function table(version, options, summary, results, known) {
  const files = [...new Set(results.map((r) => r.file))];
  return [
    `${version}, seed ${options.seed}: ${summary.streams} streams, ${summary.comparisons} comparisons, ${summary.equal} screens equal, ` +
      `${summary.repaired} repaired within 4 s, ${summary.stillDiffer} still different, ${summary.historyDiffers} with another history, ` +
      `${summary.gaps} with gaps, ` +
      `${summary.answers} in which the emulator would have answered.`,
    "",
    "| stream | compared | equal at once | repaired | still different | cells, most | history equal | why |",
    "|---|---|---|---|---|---|---|---|",
    ...files
      .map((file) =>
        row(
          file,
          results.filter((r) => r.file === file),
          known[file],
        ),
      )
      .filter(Boolean),
    ...(perfect(files, results).length
      ? ["", `Equal at once in every comparison: ${perfect(files, results).join(", ")}.`]
      : []),
  ];
}

function row(file, results, known) {
  const equal = results.filter((r) => r.equal).length;
  const most = Math.max(...results.map((r) => r.left));
  const repaired = results.filter((r) => r.repaired).length;
  const history = results.filter((r) => r.history === 0).length;
  if (equal === results.length && history === results.length) {
    return null;
  }
  const still = results.length - equal - repaired;
  const why = known ?? "";
  return `| ${file.replace(/\.bin$/, "")} | ${results.length} | ${equal} | ${repaired || ""} | ${still || ""} | ${most || ""} | ${history} | ${why} |`;
}

function perfect(files, results) {
  return files
    .filter((file) => results.filter((r) => r.file === file).every((r) => r.equal && r.history === 0))
    .map((file) => file.replace(/\.bin$/, ""));
}
