#!/usr/bin/env python3
"""bench-table.py PAGE RESULTS: writes the tables of RESULTS/*.json between the bench marks of PAGE.

One table for each scenario: medians over all runs, servers side by side, and what tmuxbridge takes as a multiple of the
floor 'attach' of the same runs. Nothing is left out; a run that failed is counted as such."""

import glob
import json
import os
import platform
import statistics
import subprocess
import sys

# What is shown of each scenario, and how it is called.
SHOWN = {
    "echo": {"ms_p50": "echo p50, ms", "ms_p99": "echo p99, ms", "ms_max": "echo longest, ms",
             "cpu_server_s": "CPU of the server, s", "cpu_tmux_s": "CPU of tmux, s"},
    "input": {"achieved_per_s": "messages a second", "terminals_perfect": "terminals complete and in order",
              "out_of_order": "out of order", "done_s": "until all is there, s",
              "cpu_server_s": "CPU of the server, s", "cpu_tmux_s": "CPU of tmux, s"},
    "fanout": {"frames_per_s": "frames a second", "lines_per_s_delivered": "lines a second",
               "worst_viewer_fraction": "share of the lines, worst viewer", "ms_p50": "delay p50, ms",
               "ms_p99": "delay p99, ms", "cpu_server_s": "CPU of the server, s", "cpu_tmux_s": "CPU of tmux, s"},
    "memory": {"0_server_rss_kb": "server at 0, kB", "100_server_rss_kb": "server at 100, kB",
               "500_server_rss_kb": "server at 500, kB", "500_helpers_pss_kb": "its processes at 500, kB PSS",
               "500_tmux_rss_kb": "tmux at 500, kB", "attach_ms_p50": "until the first screen p50, ms"},
    "flood": {"seconds": "until the end is seen, s", "bytes_received": "bytes received", "lines_seen": "lines seen",
              "cpu_server_s": "CPU of the server, s", "cpu_tmux_s": "CPU of tmux, s",
              "peak_rss_server_kb": "most memory of the server, kB"},
    "interact": {"ms_p50": "echo p50, ms", "ms_p99": "echo p99, ms", "ctrlc_mark_ms_p50": "Ctrl-C to its mark, ms",
                 "ctrlc_quiet_ms_p50": "Ctrl-C to quiet, ms"},
    "slow": {"before_MBps": "others before, MB/s", "during_MBps": "others during, MB/s",
             "rss_server_before_kb": "server before, kB", "rss_server_peak_kb": "server at most, kB"},
    "reconnect": {"lost_per_reconnect": "lines lost each time", "dup_per_reconnect": "lines twice each time",
                  "live_again_ms_p50": "live again p50, ms"},
}


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"


def median(runs, key):
    values = [run[key] for run in runs if isinstance(run.get(key), (int, float))]
    return statistics.median(values) if values else None


def table(scenario, label, by_server):
    servers = sorted(by_server, key=lambda name: (name != "tmuxbridge", name))
    good = {s: [r for r in by_server[s] if "error" not in r] for s in servers}
    ratio = "tmuxbridge" in good and "attach" in good
    heads = [f"{s} ({len(good[s])} of {len(by_server[s])} runs)" for s in servers] + (["times attach"] if ratio else [])
    lines = [f"### {scenario}, {label}", "", "| median | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    for key, name in SHOWN[scenario].items():
        values = {s: median(good[s], key) for s in servers}
        if all(v is None for v in values.values()):
            continue
        cells = ["" if values[s] is None else number(values[s]) for s in servers]
        if ratio:
            ours, floor = values["tmuxbridge"], values["attach"]
            cells.append(f"{ours / floor:.2f}" if ours is not None and floor else "")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(page, results):
    rows = []
    for file in sorted(glob.glob(os.path.join(results, "*.json"))):
        with open(file) as lines:
            rows += [json.loads(line) for line in lines if line.strip()]
    groups = {}
    for row in rows:
        if row.get("scenario") in SHOWN:
            groups.setdefault((row["scenario"], row["label"]), {}).setdefault(row["server"], []).append(row)
    order = list(SHOWN)
    tables = [table(s, l, groups[s, l]) for s, l in sorted(groups, key=lambda k: (order.index(k[0]), len(k[1]), k[1]))]
    quiet = sum(str(row.get("quiet")) == "True" for row in rows)
    tmux = subprocess.run(["tmux", "-V"], capture_output=True, text=True).stdout.strip()
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[:1]
    head = (f"{len(rows)} runs, {quiet} of them begun on a quiet machine; {os.cpu_count()} cores, {tmux}, "
            f"{java[0] if java else 'java'}, {platform.system()} {platform.release()}.")
    with open(page) as text:
        before, rest = text.read().split("<!-- bench:begin -->")
    after = rest.split("<!-- bench:end -->")[1]
    with open(page, "w") as text:
        text.write(before + "<!-- bench:begin -->\n" + "\n\n".join([head] + tables) + "\n<!-- bench:end -->" + after)


if len(sys.argv) != 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
