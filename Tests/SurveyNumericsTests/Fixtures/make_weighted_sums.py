"""Reference tails of weighted chi-squared sums, from mpmath at 90 digits. See README.md.

Exact tails by Ruben's series: a mixture of chi-squared (or F) variables with positive coefficients. The library inverts
the characteristic function instead. The saddlepoint is the published formula with its equation solved by bisection.
"""
import csv
import multiprocessing
from mpmath import mp, mpf, inf
import mpmath
import make_distributions as distributions


def mixture(weights, x, ddf):
    """P(Q / (C / ddf) > x) as sum of c(k) P(smallest weight times chi-squared with n + 2 k degrees > ...)."""
    smallest = min(weights)
    n = len(weights)
    shape = mpf(n) / 2
    if ddf == inf:
        point = x / smallest / 2
        _, tail, power = distributions.gamma_tails(shape, point)
    else:
        odds = x / (ddf * smallest)
        point = odds / (1 + odds)
        _, tail, power = distributions.beta_tails(shape, ddf / 2, point, 1 / (1 + odds))
    coefficients = [mp.sqrt(mp.fprod(smallest / w for w in weights))]
    powers = []
    shares = [1 - smallest / w for w in weights]
    current = [mpf(1) / 2] * n
    total = coefficients[0] * tail
    mass = coefficients[0]
    # All later terms together have less than the missing mass.
    while 1 - mass > total * mpf(10) ** -22:
        current = [c * share for c, share in zip(current, shares)]
        powers.insert(0, sum(current))
        coefficients.append(mp.fdot(powers, coefficients) / len(coefficients))
        # The recurrences of both incomplete functions in their first shape; nothing cancels.
        tail += power / shape
        power *= point / shape * (1 if ddf == inf else shape + ddf / 2)
        shape += 1
        total += coefficients[-1] * tail
        mass += coefficients[-1]
    return total


def saddlepoint(weights, x, ddf):
    largest = max(weights)
    pairs = [(w / largest, mpf(1)) for w in weights]
    point = x / largest
    if ddf != inf:
        pairs.append((-x / ddf / largest, ddf))
        point = mpf(0)

    def slope(s):
        return sum(m * w / (1 - 2 * s * w) for w, m in pairs) - point

    upper = 1 / (2 * max(w for w, _ in pairs))
    smallest = min(w for w, _ in pairs)
    lower = 1 / (2 * smallest) if smallest < 0 else -mpf(len(weights)) / point
    for _ in range(220):
        middle = (lower + upper) / 2
        lower, upper = (middle, upper) if slope(middle) < 0 else (lower, middle)
    z = (lower + upper) / 2
    k = -sum(m * mp.log(1 - 2 * z * w) for w, m in pairs) / 2
    w0 = mp.sign(z) * mp.sqrt(2 * (z * point - k))
    v = z * mp.sqrt(sum(2 * m * (w / (1 - 2 * z * w)) ** 2 for w, m in pairs))
    return mp.ncdf(-(w0 + mp.log(v / w0) / w0))


CASES = [[1.0], [2.0, 1.0], [1.0, 1.0, 1.0], [3.0, 1.0, 0.25], [1.5, 0.9375, 0.8125, 0.5, 0.4375],
         [0.015625, 0.0125, 0.01], [8.0, 1.0], [2.5, 2.0, 1.75, 1.25, 1.0, 1.0, 0.75, 0.5, 0.5, 0.375]]

def row(case):
    weights, ddf, x = case
    mp.dps = 90
    approximate = saddlepoint([mpf(w) for w in weights], mpf(x), mpf(ddf))
    if approximate < mpf(10) ** -45:
        return None
    exact = mixture([mpf(w) for w in weights], mpf(x), mpf(ddf))
    return " ".join(map(repr, weights)), ddf, x, exact, approximate


if __name__ == "__main__":
    grid = [(weights, ddf, float(sum(weights) * factor)) for weights in CASES
            for ddf in [inf, 4.5, 13.0, 30.75, 1000.0] for factor in [0.05, 0.5, 0.95, 1.5, 3.0, 8.0, 40.0]]
    with multiprocessing.Pool() as pool:
        rows = [found for found in pool.map(row, grid, chunksize=1) if found]
    with open("weighted_sums.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["weights", "ddf", "x", "exact", "saddlepoint"])
        for weights, ddf, x, exact, approximate in rows:
            writer.writerow([weights, repr(float(ddf)), repr(float(x)), mpmath.nstr(exact, 20), mpmath.nstr(approximate, 20)])
