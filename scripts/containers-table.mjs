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

// Name, version, and the classes of the contract, of the threats, of the WAR with its browser, and of the transport over plain HTTP,
// each with its module.
const jakarta = (module, name) => [[module, `io.tmuxbridge.jakarta.${name}`]];
const remote = (name) => [jakarta("tmuxbridge-containers", `Remote${name}ContractTest`), jakarta("tmuxbridge-containers", `Remote${name}SecurityTest`), [["tmuxbridge-containers", `io.tmuxbridge.containers.war.${name}WarTest`]], []];
const http = (...names) => names.map((name) => ["tmuxbridge-servlet", `io.tmuxbridge.servlet.http.${name}`]);
const inside = (name, overHttp = []) => [jakarta("tmuxbridge-jakarta", `${name}ContractTest`), jakarta("tmuxbridge-jakarta", `${name}SecurityTest`), [], overHttp];
const rows = [
  ["Undertow, embedded", root("undertow"), ...inside("Undertow", http("UndertowHttpTest", "UndertowHttpSecurityTest"))],
  ["Tomcat, embedded", root("tomcat"), ...inside("Tomcat", http("TomcatHttpTest", "TomcatHttpSecurityTest"))],
  ["Tomcat, a WAR", root("tomcat"), ...remote("Tomcat")],
  ["Jetty ee10, embedded", root("jetty"), ...inside("JettyEe10")],
  ["Jetty ee11, embedded", root("jetty"), ...inside("JettyEe11", http("JettyHttpTest"))],
  ["Jetty ee11, a WAR", root("jetty"), ...remote("Jetty")],
  ["Tyrus on Grizzly", root("tyrus"), ...inside("Tyrus")],
  ["WildFly", ours("wildfly"), ...remote("Wildfly")],
  ["Payara Micro", ours("payara"), ...remote("Payara")],
  ["Open Liberty", ours("liberty"), ...remote("Liberty")],
  ["Spring Boot, Tomcat", pom("tmuxbridge-spring-boot/pom.xml", "spring-boot.version"), jakarta("tmuxbridge-spring-boot", "SpringContractTest"), jakarta("tmuxbridge-spring-boot", "SpringSecurityContractTest"), [], []],
  ["Quarkus", root("quarkus"), jakarta("tmuxbridge-containers/quarkus", "RemoteQuarkusContractTest"), jakarta("tmuxbridge-containers/quarkus", "RemoteQuarkusSecurityTest"), [], []],
];
const COLUMNS = ["contract", "threats", "WAR and browser", "plain HTTP"];

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

/** A cell and the lines below the table, from the reports of some classes; what the page says unless there are all of them. */
function result(name, version, tests, column) {
  const files = tests.map(([module, test]) => join(checkout, module, "target/surefire-reports", `TEST-${test}.xml`));
  if (files.length === 0 || !files.every((file) => existsSync(file))) return kept(name, version, column);
  const xml = files.map((file) => readFileSync(file, "utf8")).join("");
  const heads = xml.match(/<testsuite\b[^>]*>/g) ?? [];
  const number = (attribute) => heads.reduce((sum, head) => sum + Number(new RegExp(`\\b${attribute}="(\\d+)"`).exec(head)?.[1] ?? 0), 0);
  const bad = number("failures") + number("errors");
  const passed = `${number("tests") - number("skipped") - bad} passed`;
  const own = number("skipped") > 0 ? [`${number("skipped")} its own way`] : [];
  const failed = bad > 0 ? [`**${bad} failed**`] : [];
  const ways = [...ownWays(xml)].map(([way, questions]) => `- ${name}, ${COLUMNS[column]}: ${way} (${questions.map((question) => `\`${question}\``).join(", ")}).`);
  return { cell: [passed, ...own, ...failed].join(", "), ways };
}

const table = [`| container | version | ${COLUMNS.join(" | ")} |`, `|${"---|".repeat(2 + COLUMNS.length)}`];
const below = [];
for (const [name, version, ...columns] of rows) {
  const results = columns.map((tests, column) => result(name, version, tests, column));
  table.push(`| ${name} | ${version} | ${results.map(({ cell }) => cell).join(" | ")} |`);
  below.push(...results.flatMap(({ ways }) => ways));
}
if (below.length > 0) table.push("", "Answered in its own way, which is asserted in place of the question:", "", ...below);
writeFileSync(page, text.replace(/(<!-- table -->\n)[^]*(<!-- end of table -->)/, (_, from, to) => `${from}${table.join("\n")}\n${to}`));
