import { defineConfig } from "vitest/config";

// Unit tests only: e2e/ runs under node:test with a browser, conformance/ has a runner of its own.
export default defineConfig({ test: { include: ["test/**/*.test.{ts,mjs}"] } });
