/*
 * What viewers.js uses of k6, for Node: check, Counter, Trend, WebSocket. Not k6: no thresholds, no summary; who calls looks at
 * `seen`. WebSocket is that of the package ws, which gives `event.data` as k6 does: a string, or an ArrayBuffer.
 */
import { createRequire } from "node:module";

const { WebSocket: Ws } = createRequire(new URL("../../tmuxbridge-web/package.json", import.meta.url))("ws");

/** Sums of counters and lists of times by name, failed checks, sockets that are open. */
export const seen = { counters: {}, trends: {}, passed: 0, failed: [], open: 0 };

export class Counter {
  constructor(name) {
    this.name = name;
    seen.counters[name] = 0;
  }

  add(value) {
    if (!Number.isFinite(value) || value < 0) throw new Error(`${this.name}: ${value}`);
    seen.counters[this.name] += value;
  }
}

export class Trend {
  constructor(name) {
    this.name = name;
    seen.trends[name] = [];
  }

  add(value) {
    if (!Number.isFinite(value)) throw new Error(`${this.name}: ${value}`);
    seen.trends[this.name].push(value);
  }
}

export function check(value, checks) {
  for (const [name, test] of Object.entries(checks)) {
    if (test(value)) seen.passed += 1;
    else seen.failed.push(name);
  }
}

export class WebSocket extends Ws {
  constructor(url, protocols, params) {
    super(url, protocols, params);
    seen.open += 1;
    this.addEventListener("close", () => (seen.open -= 1));
  }
}
