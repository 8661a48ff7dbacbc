"""Compares the answers of other programs with ours, then prints how long each took as a Markdown table.

usage: compare.py FOLDER PEER...

FOLDER has ours.json and for each peer a file PEER.jsonl. The exit status is 1 where an answer differs.
"""

import json
import statistics
import sys

# The largest relative difference of two numbers that count as the same.
USUAL = 1e-9
# Others stop at a change of 1e-8 of the deviance, and R takes its standard errors one step before the last.
LOGISTIC = 1e-5
TOLERANCE = {
    # R finds the share by a fit that stops at a change of 1e-8 of the deviance.
    "prevalence, logit interval": 1e-7,
    "logistic model, 21 coefficients": LOGISTIC,
    "logistic model, 30 coefficients": LOGISTIC,
    "logistic model, 30 coefficients of factors": LOGISTIC,
    # R stops its search at a change of 1e-8 of the likelihood, which is 1e-4 of an odds ratio.
    "ordinal model, 10 levels and 7 coefficients": 1e-3,
    # Others stop at a misfit of 1e-10 to 1e-7 of the population.
    "raking to 4 margins": 1e-6,
}
# Written for these tasks alone, without a survey package.
BY_HAND = ["numpy", "polars"]


def difference(task, ours, theirs):
    """What is wrong with an answer, or None."""
    if len(ours) != len(theirs):
        return f"{len(theirs)} numbers, ours has {len(ours)}"
    compared = [(a, b) for a, b in zip(ours, theirs) if b is not None]
    if not compared:
        return "no number to compare"
    tolerance = TOLERANCE.get(task, USUAL)
    worst = max(0.0 if a == b else abs(a - b) / max(abs(a), abs(b)) for a, b in compared)
    return None if worst <= tolerance else f"a relative difference of {worst:.1e}, more than {tolerance:.0e}"


def duration(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def main(folder, peers):
    with open(f"{folder}/ours.json") as file:
        ours = json.load(file)
    theirs = {}
    for peer in peers:
        with open(f"{folder}/{peer}.jsonl") as file:
            lines = [json.loads(line) for line in file if line.startswith("{")]
        theirs[peer] = {line["task"]: line for line in lines}
        unknown = set(theirs[peer]) - {task["name"] for task in ours["tasks"]}
        if unknown:
            sys.exit(f"{peer} ran tasks that are not ours: {', '.join(sorted(unknown))}")
    packages = [peer for peer in peers if peer not in BY_HAND]

    faults = []
    rows = [["task", "Peilstok", *peers, "fastest package / Peilstok"]]
    for task in ours["tasks"]:
        name, cells, fastest = task["name"], [], None
        for peer in peers:
            line = theirs[peer].get(name)
            if line is None:
                cells.append("")
                continue
            fault = difference(name, task["answer"], line["answer"])
            if fault:
                faults.append(f"{name}: {peer} answers something else: {fault}.")
                cells.append("differs")
                continue
            median = statistics.median(line["seconds"])
            cells.append(f"{duration(median)} ({median / task['median']:.1f})")
            if peer in packages:
                fastest = min(median, fastest or median)
        ratio = f"{fastest / task['median']:.1f}" if fastest else ""
        rows.append([name, duration(task["median"]), *cells, ratio])

    compared = sum(name in {task["name"] for task in ours["tasks"]} for lines in theirs.values() for name in lines)
    print(f"{ours['recordCount']} records, {ours['columnCount']} columns, {ours['processorCount']} processors.")
    print(f"{compared} answers compared, {len(faults)} different.")
    print("Medians; in brackets how many times as long as Peilstok.\n")
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows.insert(1, ["-" * width for width in widths])
    for row in rows:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
