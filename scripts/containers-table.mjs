// Writes docs/containers.md's table from the reports of the tests: node scripts/containers-table.mjs CHECKOUT
//
// The lines between the two marks are replaced; a container without a report keeps no row.
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
];

/** Passed of all, or a dash where there is no report. */
function result(module, test) {
  const file = test && join(checkout, module, "target/surefire-reports", `TEST-${test}.xml`);
  if (!file || !existsSync(file)) return "–";
  const head = /<testsuite\b[^>]*>/.exec(readFileSync(file, "utf8"))?.[0] ?? "";
  const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const bad = number("failures") + number("errors");
  const all = number("tests") - number("skipped");
  return bad === 0 ? `${all} passed` : `${all - bad} passed, **${bad} failed**`;
}

const table = ["| container | version | contract | threats | WAR and browser |", "|---|---|---|---|---|"];
for (const [name, version, module, ...tests] of rows) {
  table.push(`| ${name} | ${version} | ${tests.map((test) => result(module, test)).join(" | ")} |`);
}
const page = join(checkout, "docs/containers.md");
const text = readFileSync(page, "utf8");
writeFileSync(page, text.replace(/(<!-- table -->\n)[^]*(<!-- end of table -->)/, `$1${table.join("\n")}\n$2`));
