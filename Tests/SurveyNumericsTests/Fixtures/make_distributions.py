"""Reference values of the distributions, from mpmath at 60 digits or more. See README.md.

Power series with positive terms only, summed at a precision that also covers one minus the sum: another algorithm than
the library's, at twice its digits. Inputs are exact doubles; outputs are decimal strings with 30 digits.
"""
import csv
import multiprocessing
import random
from mpmath import mp, mpf, inf
import mpmath
from scipy import stats

DIGITS = 60


def positive_series(first, ratio_numerators, ratio_denominator, factor, digits):
    """The sum of terms t(n+1) = t(n) factor prod(numerator + n) / (denominator + n), in fixed point."""
    bits = int(digits * 3.33) + 40

    def fixed(v):
        with mp.workprec(bits + 2000):
            return int(mp.floor(mp.ldexp(mpf(v), bits)))

    one = 1 << bits
    numerators = [fixed(v) for v in ratio_numerators]
    denominator = fixed(ratio_denominator)
    factor = fixed(factor)
    total = term = one
    peak = one
    while term << int(digits * 3.33) > total or term >= peak:
        peak = term
        term = (term * factor) // denominator
        for i, numerator in enumerate(numerators):
            term = (term * numerator) >> bits
            numerators[i] += one
        denominator += one
        total += term
    with mp.workprec(bits + 20):
        return first * mp.ldexp(mpf(total), -bits)


def beta_tails(a, b, x, y):
    """I(x; a, b), its complement and x^a y^b / B(a, b); x + y = 1, both given at full precision."""
    with mp.workdps(DIGITS + 40):
        log_power = a * mp.log(x) + b * mp.log(y) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b)

    def terms(a, b, x, y):
        growing = max(0, ((a + b) * x - a) / y)
        return growing + 250 / y if x > 0.5 else growing + 400

    swapped = y == 0 or (x != 0 and terms(b, a, y, x) < terms(a, b, x, y))
    if swapped:
        a, b, x, y = b, a, y, x
    beyond = x * (a + b) > a
    digits = DIGITS + 30 + (max(0, int(-log_power / 2.3)) if beyond else 0)
    with mp.workdps(digits):
        power = mp.exp(a * mp.log(x) + b * mp.log(y) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b))
        lower = positive_series(power / a, [a + b], a + 1, x, digits)
        upper = 1 - lower
    return (upper, lower, power) if swapped else (lower, upper, power)


def gamma_tails(a, x):
    with mp.workdps(DIGITS):
        log_power = a * mp.log(x) - x - mp.loggamma(a)
    digits = DIGITS + 30 + (max(0, int(-log_power / 2.3)) if x > a else 0)
    with mp.workdps(digits):
        power = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
        lower = positive_series(power / a, [], a + 1, x, digits)
        return lower, 1 - lower, power


def normal(x, _1, _2):
    with mp.workdps(DIGITS + 10):
        return mp.ncdf(x), mp.ncdf(-x), mp.npdf(x)


def chi_squared(x, df, _):
    lower, upper, power = gamma_tails(df / 2, x / 2)
    return lower, upper, power / x


def f(x, d1, d2):
    if d2 == inf:
        lower, upper, power = gamma_tails(d1 / 2, d1 * x / 2)
    else:
        with mp.workdps(DIGITS + 350):
            odds = d1 * x / d2
            point, rest = odds / (1 + odds), 1 / (1 + odds)
        lower, upper, power = beta_tails(d1 / 2, d2 / 2, point, rest)
    return lower, upper, power / x


def student_t(x, df, _):
    if df == inf:
        return normal(x, None, None)
    if x == 0:
        return mpf(1) / 2, mpf(1) / 2, mp.exp(-mp.log(df) / 2 - mp.loggamma(df / 2) - mp.loggamma(mpf(1) / 2)
                                              + mp.loggamma((df + 1) / 2))
    with mp.workdps(DIGITS + 350):
        odds = x * x / df
        point, rest = odds / (1 + odds), 1 / (1 + odds)
    inner, outer, power = beta_tails(mpf(1) / 2, df / 2, point, rest)
    with mp.workdps(DIGITS + 10):
        tails = (1 + inner) / 2, outer / 2
    return (tails if x > 0 else tails[::-1]) + (power / abs(x),)


def beta(x, a, b):
    with mp.workdps(DIGITS + 350):
        y = 1 - x
    lower, upper, power = beta_tails(a, b, x, y)
    return lower, upper, power / (x * y)


def scipy_of(name, p, q):
    return {
        "normal": lambda: stats.norm(), "chiSquared": lambda: stats.chi2(p), "studentT": lambda: stats.t(p),
        "f": lambda: stats.f(p, q) if q != float("inf") else stats.gamma(p / 2, scale=2 / p),
        "beta": lambda: stats.beta(p, q),
    }[name]()


FUNCTIONS = {"normal": normal, "chiSquared": chi_squared, "f": f, "studentT": student_t, "beta": beta}
PARAMETERS = {
    "normal": [(0, 0)],
    "chiSquared": [(df, 0) for df in
                   (0.01, 0.5, 1, 2, 3.7, 4, 10, 25.5, 32, 40, 100, 999.25, 1e4, 1e6)],
    "studentT": [(df, 0) for df in
                 (0.1, 0.5, 1, 1.7, 2, 3, 5, 12, 17.3, 30, 58.5, 100, 1e3, 12345.6, 1e6, 1e10, 1e17, float("inf"))],
    "f": [(1, 1), (1, 10), (1, 1e6), (2, 7), (0.5, 0.5), (0.5, 1e6), (1e6, 0.5), (3, 15), (4.5, 27.25), (1.92, 30.77),
          (10, 3), (12, 400), (40, 40), (1e3, 1e3), (7, 1e4), (250.5, 1e6), (1e6, 1e6), (0.01, 5), (5, 0.02),
          (1, float("inf")), (3.3, float("inf")), (60, float("inf"))],
    "beta": [(0.5, 0.5), (1, 1), (1, 3), (2, 2), (2.5, 9), (12, 1), (30, 45.5), (1e-3, 1e-3), (1e-3, 1), (1, 1e-3),
             (1e-3, 50), (50, 1e-3), (1e-3, 1e5), (1e5, 1e-3), (0.1, 2e3), (2e3, 0.3), (1e5, 1e5), (1e5, 3), (3, 1e5),
             (2e4, 1e5), (313, 2036), (566, 6494), (6.5, 6.5), (1e5, 0.5), (1.5, 1e5)],
}
TAILS = [1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-10, 1e-6, 1e-3, 0.005, 0.025, 0.05, 0.1, 0.2, 0.3, 0.45]
# Above this the series takes too long; fewer points then.
SLOW = {("f", 1e6, 1e6), ("chiSquared", 1e6, 0)}


def points(name, p, q):
    distribution = scipy_of(name, p, q)
    found = []
    tails = TAILS[::4] if (name, p, q) in SLOW else TAILS
    for tail in tails:
        for x in (distribution.ppf(tail), distribution.isf(tail)):
            if x != x or abs(x) > 1e300 or abs(x) < 1e-300:
                continue
            moved = float(x) * (1 + 1e-3 * random.uniform(-1, 1) / max(1, (max(p, q) if max(p, q) < 1e300 else 1) ** 0.5))
            if name == "beta" and not 0 < moved < 1:
                continue
            found.append(moved)
    if name != "normal" and name != "studentT":
        found += [0.5, 1e-300, 1e-9] + ([1.0, 3.25] if name != "beta" else [0.9375, 1 - 2.0 ** -40])
    else:
        found += [0.0, 1e-12, -1e-12, 0.25, -0.5]
    return sorted(set(found))


def exact(v):
    return inf if v == float("inf") else mpf(v)


def probability_rows(name, p, q):
    for x in points(name, p, q):
        if (name, p, q) in SLOW and x < 1e-3:
            continue
        lower, upper, density = FUNCTIONS[name](exact(x), exact(p), exact(q))
        yield name, p, q, x, lower, upper, density


def quantile(name, p, q, tail, target, start):
    """Newton steps on the logarithms until they no longer matter at 30 digits; none if they leave the doubles."""
    x = mpf(start)
    for _ in range(12):
        lower, upper, density = FUNCTIONS[name](x, exact(p), exact(q))
        value = lower if tail == "lower" else upper
        if name in ("normal", "studentT"):
            step = (target - value) / density * (1 if tail == "lower" else -1)
            if abs(step) > abs(x) and x != 0:
                return None
            x += step
            size = abs(step / x) if x != 0 else abs(step)
        else:
            with mp.workdps(DIGITS + 10):
                step = mp.log(target / value) * value / (density * x) * (1 if tail == "lower" else -1)
                if abs(step) > 5:
                    return None
                x *= mp.exp(step)
                size = abs(step)
        if not 1e-300 < abs(x) < 1e300 or (name == "beta" and x >= 1):
            return None
        if size < mpf(10) ** -20:
            return x
    return None


def quantile_rows(name, p, q, probabilities):
    distribution = scipy_of(name, p, q)
    cases = []
    if (name, p, q) not in SLOW:
        for target in TAILS[::2] + [0.25, 0.49, 0.5, 0.500001, 0.6, 0.9, 0.975, 0.999, 1 - 2.0 ** -40]:
            cases += [("lower", target, float(distribution.ppf(target))),
                      ("upper", target, float(distribution.isf(target)))]
    for _, _, _, x, lower, upper, _ in probabilities:
        cases.append(("lower", float(lower), x) if lower < upper else ("upper", float(upper), x))
    for tail, target, start in cases:
        if not 1e-300 <= target < 1 or start != start or not 1e-300 < abs(start) < 1e300:
            continue
        if name == "beta" and not 0 < start < 1:
            continue
        x = quantile(name, p, q, tail, mpf(target), start)
        if x is not None:
            yield name, p, q, tail, target, x


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([mpmath.nstr(v, 30) if isinstance(v, mpf) else v if isinstance(v, str) else repr(float(v))
                             for v in row])


def all_rows(case):
    mp.dps = DIGITS
    random.seed(repr(case))
    probabilities = list(probability_rows(*case))
    quantiles = list(quantile_rows(*case, probabilities))
    # Values below 1e-300 are left empty: they are outside what the library promises.
    kept = [tuple("" if isinstance(v, mpf) and v != 0 and abs(v) < mpf(10) ** -300 else v for v in row)
            for row in probabilities]
    return kept, quantiles


if __name__ == "__main__":
    cases = [(name, p, q) for name, parameters in PARAMETERS.items() for p, q in parameters]
    with multiprocessing.Pool() as pool:
        results = pool.map(all_rows, cases, chunksize=1)
    write("probabilities.csv", ["distribution", "p", "q", "x", "lower", "upper", "density"],
          [row for kept, _ in results for row in kept])
    write("quantiles.csv", ["distribution", "p", "q", "tail", "probability", "x"],
          [row for _, quantiles in results for row in quantiles])
