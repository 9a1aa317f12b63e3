#!/usr/bin/env python3
"""How long echoes take in many terminals: by a bridge that has spread them over several tmux servers, 25 in each, by a bridge that has all of
them in one, and by `tmux attach` to all of them in one; in turn, in one run. Every terminal is typed into 20 times a second.
A line of JSON for each round, and one for each road with the medians of its rounds.

    BENCH_HOME=../shared/bench BENCH_WARM=60 scripts/echo-of-servers.py [TERMINALS [ROUNDS [KEYS]]]

KEYS are those of a terminal in a round, 100 unless given. The harness has to be built (make). Everything it starts has tmux servers and a
port of its own and is ended by its pid."""
import json, os, statistics, subprocess, sys, tempfile, time

from measuring import BENCH, ENVIRONMENT, WARM, need_harness, new_session, serve, server_pid, stop

TERMINALS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1
KEYS = int(sys.argv[3]) if len(sys.argv) > 3 else 100
EACH = 25
SOCKET = f"echo{os.getpid()}"
SPREAD = [SOCKET] + [f"{SOCKET}-{i}" for i in range(1, (TERMINALS + EACH - 1) // EACH)]
ROADS = {"spread": SPREAD, "one server": [SOCKET], "attach": [SOCKET]}
SHOWN = ("ms_p50", "ms_p99", "ms_max", "cpu_server_s")


def cpu(pids):
    """Seconds that processes have computed so far."""
    fields = [open(f"/proc/{pid}/stat").read().rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def measure(options, servers):
    with tempfile.TemporaryDirectory() as directory:
        command = [BENCH + "/bench", *options, "-d", directory, "-T", str(servers[0]), "echo", f"k={TERMINALS}", f"n={KEYS}"]
        before = cpu(servers)
        result = json.loads(subprocess.check_output(command, env=dict(ENVIRONMENT, BENCH_SOCK=SOCKET, BENCH_DIR=directory), text=True))
        return {**{name: result[name] for name in SHOWN}, "cpu_tmux_s": round(cpu(servers) - before, 2)}


def play(road):
    """All of it is new each time, and gone afterwards: a bridge stays attached for a while, and tmux would have that to do beside the next road."""
    sockets = ROADS[road]
    launcher, servers = None, []
    try:
        for i in range(TERMINALS):
            new_session(sockets[i * len(sockets) // TERMINALS], f"s{i}", "echo")
        servers = [server_pid(socket) for socket in sockets]
        if road == "attach":
            return measure(["-a", "pty", "-c", f"tmux -L {SOCKET} attach -t %s"], servers)
        launcher, port = serve(SOCKET, "--tmux-servers", str(len(sockets)))
        time.sleep(WARM)
        return measure(["-a", "tmuxbridge", "-p", str(port), "-S", str(launcher.pid)], servers)
    finally:
        if launcher:
            launcher.terminate()
            launcher.wait()
        for pid in servers:
            stop(pid)


def main():
    need_harness()
    told = {road: [] for road in ROADS}
    for _ in range(ROUNDS):
        for road in ROADS:
            told[road].append(play(road))
            print(json.dumps({"road": road, **told[road][-1]}), flush=True)
    for road, rounds in told.items():
        medians = {name: round(statistics.median(each[name] for each in rounds), 3) for name in rounds[0]}
        print(json.dumps({"road": road, "rounds": ROUNDS, **medians}))


main()
