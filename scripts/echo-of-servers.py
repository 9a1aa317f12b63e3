#!/usr/bin/env python3
"""How long echoes take in many terminals: by a bridge that has spread them over several tmux servers, 25 in each, by a bridge that has all of
them in one, and by `tmux attach` to all of them in one; in turn, in one run. Every terminal is typed into 20 times a second.
A line of JSON for each round, and one for each road with the medians of its rounds.

    BENCH_HOME=../shared/bench BENCH_WARM=45 scripts/echo-of-servers.py [TERMINALS [ROUNDS [KEYS]]]

KEYS are those of a terminal in a round, 100 unless given. The harness has to be built (make). Everything it starts has tmux servers and a
port of its own and is ended by its pid."""
import json, os, statistics, subprocess, sys, tempfile, time

from measuring import BENCH, ENVIRONMENT, WARM, need_harness, new_session, serve, server_pid, stop

TERMINALS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1
KEYS = int(sys.argv[3]) if len(sys.argv) > 3 else 100
EACH = 25
# One for each road: a bridge stays attached for a while.
SPREAD, ONE, BARE = (f"{road}{os.getpid()}" for road in ("spread", "one", "bare"))
SHOWN = ("ms_p50", "ms_p99", "ms_max", "cpu_server_s")


def cpu(pids):
    """Seconds that processes have computed so far."""
    fields = [open(f"/proc/{pid}/stat").read().rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def measure(road, options, servers):
    with tempfile.TemporaryDirectory() as directory:
        command = [BENCH + "/bench", *options, "-d", directory, "-T", str(servers[0]), "echo", f"k={TERMINALS}", f"n={KEYS}"]
        before = cpu(servers)
        result = json.loads(subprocess.check_output(command, env=dict(ENVIRONMENT, BENCH_SOCK=BARE, BENCH_DIR=directory), text=True))
        told = {**{name: result[name] for name in SHOWN}, "cpu_tmux_s": round(cpu(servers) - before, 2)}
    print(json.dumps({"road": road, **told}), flush=True)
    return told


def main():
    need_harness()
    sockets = [SPREAD if i == 0 else f"{SPREAD}-{i}" for i in range((TERMINALS + EACH - 1) // EACH)]
    launchers, servers = [], {}
    try:
        for i in range(TERMINALS):
            for socket in (sockets[i // EACH], ONE, BARE):
                new_session(socket, f"s{i}", "echo")
                servers.setdefault(socket, server_pid(socket))
        roads = {}
        for road, of_road, more in (("spread", sockets, ["--tmux-servers", str(len(sockets))]), ("one server", [ONE], [])):
            launcher, port = serve(of_road[0], *more)
            launchers.append(launcher)
            roads[road] = (["-a", "tmuxbridge", "-p", str(port), "-S", str(launcher.pid)], [servers[socket] for socket in of_road])
            time.sleep(WARM)
        roads["attach"] = (["-a", "pty", "-c", f"tmux -L {BARE} attach -t %s"], [servers[BARE]])
        rounds = {road: [] for road in roads}
        for _ in range(ROUNDS):
            for road, (options, pids) in roads.items():
                rounds[road].append(measure(road, options, pids))
        for road, told in rounds.items():
            medians = {name: round(statistics.median(each[name] for each in told), 3) for name in told[0]}
            print(json.dumps({"road": road, "rounds": ROUNDS, **medians}))
    finally:
        for launcher in launchers:
            launcher.terminate()
            launcher.wait()
        for pid in servers.values():
            stop(pid)


main()
