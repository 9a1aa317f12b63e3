// Writes docs/containers.md's table from the reports of the tests: node scripts/containers-table.mjs CHECKOUT
//
// The lines between the two marks are replaced. A cell without a report keeps what the page says, as long as the version is the
// same. Questions that a container answers in its own way (OwnWay.java) are counted apart, and listed below the table.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const checkout = process.argv[2];
const pom = (file, name) => new RegExp(`<${name}>([^<]+)</`).exec(readFileSync(join(checkout, file), "utf8"))?.[1] ?? "?";
const root = (name) => pom("pom.xml", `${name}.version`);
const ours = (name) => pom("tmuxbridge-containers/pom.xml", `${name}.version`);

// Name, version, where it runs, and the classes of the contract, of the threats, and of the WAR with its browser.
const remote = (name) => ["tmuxbridge-containers", `io.tmuxbridge.jakarta.Remote${name}ContractTest`, `io.tmuxbridge.jakarta.Remote${name}SecurityTest`, `io.tmuxbridge.containers.war.${name}WarTest`];
const inside = (name) => ["tmuxbridge-jakarta", `io.tmuxbridge.jakarta.${name}ContractTest`, `io.tmuxbridge.jakarta.${name}SecurityTest`, undefined];
const rows = [
  ["Undertow, embedded", root("undertow"), ...inside("Undertow")],
  ["Tomcat, embedded", root("tomcat"), ...inside("Tomcat")],
  ["Tomcat, a WAR", root("tomcat"), ...remote("Tomcat")],
  ["Jetty ee10, embedded", root("jetty"), ...inside("JettyEe10")],
  ["Jetty ee11, embedded", root("jetty"), ...inside("JettyEe11")],
  ["Jetty ee11, a WAR", root("jetty"), ...remote("Jetty")],
  ["Tyrus on Grizzly", root("tyrus"), ...inside("Tyrus")],
  ["WildFly", ours("wildfly"), ...remote("Wildfly")],
  ["Payara Micro", ours("payara"), ...remote("Payara")],
  ["Open Liberty", ours("liberty"), ...remote("Liberty")],
  ["Spring Boot, Tomcat", pom("tmuxbridge-spring-boot/pom.xml", "spring-boot.version"), "tmuxbridge-spring-boot", "io.tmuxbridge.jakarta.SpringContractTest", "io.tmuxbridge.jakarta.SpringSecurityContractTest", undefined],
  ["Quarkus", root("quarkus"), "tmuxbridge-containers/quarkus", "io.tmuxbridge.jakarta.RemoteQuarkusContractTest", "io.tmuxbridge.jakarta.RemoteQuarkusSecurityTest", undefined],
];
const COLUMNS = ["contract", "threats", "WAR and browser"];

const page = join(checkout, "docs/containers.md");
const text = readFileSync(page, "utf8");
const old = /<!-- table -->\n([^]*)<!-- end of table -->/.exec(text)[1].split("\n");

/** What the page says of a container by now: a cell, and the lines about it below the table. */
function kept(name, version, column) {
  const cells = old.find((line) => line.startsWith(`| ${name} | ${version} |`))?.split(" | ");
  const cell = cells?.[2 + column]?.replace(/ \|$/, "") ?? "–";
  return { cell, ways: old.filter((line) => line.startsWith(`- ${name}, ${COLUMNS[column]}: `)) };
}

const plain = (xml) => xml.replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&#10;", " ").replaceAll("&amp;", "&");

/** Questions by what the container does instead. */
function ownWays(xml) {
  const ways = new Map();
  for (const [, question, skipped] of xml.matchAll(/<testcase name="([^"]*)"[^>]*>\s*<skipped\b([^]*?)<\/testcase>/g)) {
    const words = /its own way: ([^\n"\]]*)/.exec(skipped)?.[1];
    const way = words ? plain(words) : "**not asked**";
    ways.set(way, [...(ways.get(way) ?? []), plain(question)]);
  }
  return ways;
}

/** A cell and the lines below the table, from a report; what the page says where there is none. */
function result(name, version, module, test, column) {
  const file = test && join(checkout, module, "target/surefire-reports", `TEST-${test}.xml`);
  if (!file || !existsSync(file)) return kept(name, version, column);
  const xml = readFileSync(file, "utf8");
  const head = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? "";
  const number = (attribute) => Number(new RegExp(`\\b${attribute}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const bad = number("failures") + number("errors");
  const passed = `${number("tests") - number("skipped") - bad} passed`;
  const own = number("skipped") > 0 ? [`${number("skipped")} its own way`] : [];
  const failed = bad > 0 ? [`**${bad} failed**`] : [];
  const ways = [...ownWays(xml)].map(([way, questions]) => `- ${name}, ${COLUMNS[column]}: ${way} (${questions.map((question) => `\`${question}\``).join(", ")}).`);
  return { cell: [passed, ...own, ...failed].join(", "), ways };
}

const table = ["| container | version | contract | threats | WAR and browser |", "|---|---|---|---|---|"];
const below = [];
for (const [name, version, module, ...tests] of rows) {
  const results = tests.map((test, column) => result(name, version, module, test, column));
  table.push(`| ${name} | ${version} | ${results.map(({ cell }) => cell).join(" | ")} |`);
  below.push(...results.flatMap(({ ways }) => ways));
}
if (below.length > 0) table.push("", "Answered in its own way, which is asserted in place of the question:", "", ...below);
writeFileSync(page, text.replace(/(<!-- table -->\n)[^]*(<!-- end of table -->)/, (_, from, to) => `${from}${table.join("\n")}\n${to}`));
