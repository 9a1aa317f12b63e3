// A sample of the conformance run for ./verify: every recorded stream through a real bridge, one stop each beside the end,
// viewers of both subprotocols. What may differ, and why, is in the streams' manifest; anything else fails.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const launcher = join(here, '../../tmuxbridge');
const socket = `conformance-${process.pid}`;
const home = mkdtempSync(join(tmpdir(), 'tmuxbridge-conformance-'));
const { TMUX: _, TMUX_PANE: __, ...inherited } = process.env;
const env = { ...inherited, LC_ALL: 'C.UTF-8' };
let server;
let url;

before(async () => {
  execFileSync(launcher, ['--help'], { stdio: ['ignore', 'ignore', 'inherit'] });
  server = spawn(launcher, ['serve', '--port', '0', '--tmux-socket', socket, '--auth', 'none', '--no-rehearsal'], {
    env: { ...env, TMUXBRIDGE_NO_BUILD: '1', XDG_RUNTIME_DIR: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the launcher ended with ${code}`)));
    createInterface(server.stdout).on('line', (line) => {
      const ready = /^tmuxbridge ready http:(\S+?)\/?$/.exec(line);
      if (ready) resolve(`ws:${ready[1]}`);
    });
  });
});

after(() => {
  server?.removeAllListeners('exit');
  server?.kill('SIGTERM');
  spawnSync('tmux', ['-L', socket, 'kill-server'], { env, stdio: 'ignore' });
  rmSync(home, { recursive: true, force: true });
});

test('viewers show what tmux has, in every recorded stream, but for the differences that are named', () => {
  const run = spawnSync(process.execPath, ['run.mjs', '--url', url, '--tmux-socket', socket, '--stops', '2', '--seed', '11'], {
    cwd: here,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`.slice(-4000));
});
