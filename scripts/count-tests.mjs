// Adds up what all test runners of ./verify counted and prints it as the one line that ./verify ends with.
//
//   node scripts/count-tests.mjs CHECKOUT LOGS [FAILED-STEP...]
//
// Surefire's reports are read from CHECKOUT/tmuxbridge-*/target, the closing lines of vitest and of Node's own runner
// from LOGS/*.log. A failed step without a failed test counts as one failure. Exits with 1 when anything failed or no
// test ran at all.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const [checkout, logs, ...failedSteps] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const failedIn = new Set();

function add(step, passed, failed, skipped) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    if (failed > 0) failedIn.add(step);
}

function surefire(step, directory) {
    if (!existsSync(directory)) return;
    for (const file of readdirSync(directory).filter((name) => /^TEST-.*\.xml$/.test(name))) {
        const head = /<testsuite\b[^>]*>/.exec(readFileSync(join(directory, file), "utf8"))?.[0] ?? "";
        const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
        const failed = number("failures") + number("errors");
        add(step, number("tests") - failed - number("skipped"), failed, number("skipped"));
    }
}

// "Tests  1 failed | 12 passed | 2 skipped (15)" of vitest; "# pass 12" or "i pass 12" of node --test.
function log(step, text) {
    const plain = text.replace(/\x1b\[[0-9;]*m/g, "");
    for (const [, counts] of plain.matchAll(/^\s*Tests\s+(\d+ \w+(?: \| \d+ \w+)*) \(\d+\)\s*$/gm)) {
        const number = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(counts)?.[1] ?? 0);
        add(step, number("passed"), number("failed"), number("skipped") + number("todo"));
    }
    for (const [, word, count] of plain.matchAll(/^[#ℹ] (pass|fail|cancelled|skipped|todo) (\d+)\s*$/gm)) {
        const n = Number(count);
        add(step, word === "pass" ? n : 0, word === "fail" || word === "cancelled" ? n : 0, /skip|todo/.test(word) ? n : 0);
    }
}

for (const module of readdirSync(checkout).filter((name) => name.startsWith("tmuxbridge-"))) {
    surefire("java", join(checkout, module, "target", "surefire-reports"));
    surefire("jdk25", join(checkout, module, "target", "jdk25", "surefire-reports"));
}
for (const file of readdirSync(logs).filter((name) => name.endsWith(".log"))) {
    log(basename(file, ".log"), readFileSync(join(logs, file), "utf8"));
}
total.failed += failedSteps.filter((step) => !failedIn.has(step)).length;

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
