"""Runs the tasks of the benchmarks in a Python package and prints one JSON line for each.

usage: peer.py PEER FOLDER RUNS

PEER is a name of `PEERS`. FOLDER has survey.csv, factors.csv and margins.json. A line holds the name of the task, the
seconds of each run, the peak memory of the process in bytes, and the answer in the order of our own: null where the
package computes something else by design, which is then not compared.
"""

import gc
import json
import sys
import time
import warnings

import numpy
import polars

warnings.filterwarnings("ignore")
DOMAINS = ["province", "wave"]
FORMS = [f"form{number}" for number in range(1, 7)]
MARGINS = ["province", "gender", "educ", "age"]
# Runs of one task stop after this many seconds.
LONGEST = 60


def note_peak():
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        pass


def peak():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:"))


class Timing:
    def __init__(self, runs):
        self.runs = runs

    def task(self, name, work, answer, before=None):
        """Times `work` and prints the answer that is made of its last product; `before` prepares each run untimed."""
        seconds, product = [], None
        note_peak()
        for _ in range(self.runs):
            product = None
            given = [before()] if before else []
            gc.collect()
            start = time.perf_counter()
            product = work(*given)
            seconds.append(time.perf_counter() - start)
            if sum(seconds) > LONGEST:
                break
        values = [None if value is None else float(value) for value in answer(product)]
        print(json.dumps(dict(task=name, seconds=seconds, peakMemory=peak(), answer=values)), flush=True)
        return product


def read(folder):
    return polars.read_csv(folder + "/survey.csv")


def unit_factors(folder, data):
    """The position of each record's unit among the rows of the factors, and the factors."""
    factors = polars.read_csv(folder + "/factors.csv")
    units = factors.select("stratum", "psu").with_row_index("position")
    position = data.select("stratum", "psu").join(units, on=["stratum", "psu"], how="left", maintain_order="left")
    return position["position"].to_numpy(), factors.drop("stratum", "psu").to_numpy()


def margins(folder):
    with open(folder + "/margins.json") as file:
        counts = json.load(file)
    return {name: {int(k) if name == "age" else k: v for k, v in counts[name].items()} for name in MARGINS}


def weight_answer(weights):
    return [weights.sum(), (weights**2).sum(), weights.min(), weights.max(), *weights[:5]]


def pairs(first, second):
    return [value for pair in zip(first, second) for value in pair]


GENDER = ("gender", ["boy", "girl", "other"])
EDUCATION = ("educ", ["none", "primary", "secondary", "tertiary"])
WEALTH = ("wealth", [1, 2, 3, 4, 5])
CARE = ("care", ["both", "father", "mother", "neither"])
PROVINCE = ("province", [f"P{number:02}" for number in range(1, 13)])
PERSONS = [("age", None), GENDER, EDUCATION, WEALTH, CARE]
NUMBERS = [(name, None) for name in ["urban", "hh_size", "disability", "in_school", "screen_h"]]
# The terms of each logistic model: a column, with its levels where it is a factor, the first for reference.
MODELS = {
    "logistic model, 21 coefficients": [*PERSONS, *NUMBERS, ("wave", [2020, 2022, 2024])],
    "logistic model, 30 coefficients": [*PERSONS, *NUMBERS, PROVINCE],
    "logistic model, 30 coefficients of factors":
        [GENDER, EDUCATION, WEALTH, CARE, ("hh_size", [1, 2, 3, 4, 5, 6]), ("in_school", [0, 1]), PROVINCE],
}


def model_matrix(data, terms):
    """The columns of a model: an intercept, numbers, and levels after the first."""
    columns = [polars.lit(1.0).alias("one")]
    for name, levels in terms:
        if levels is None:
            columns.append(polars.col(name).cast(polars.Float64))
        else:
            columns += [
                (polars.col(name) == level).cast(polars.Float64).alias(f"{name}{level}") for level in levels[1:]]
    return data.select(columns)


def run_svy(folder, timing):
    import svy

    timing.task("read the CSV file", lambda: svy.read_csv(folder + "/survey.csv"), lambda data: data.shape)
    data = read(folder)
    design = svy.Design(stratum="stratum", psu="psu", wgt="weight")
    new = lambda: svy.Sample(data, design)
    sample = timing.task("describe the design", new, lambda sample: [sample.data["weight"].sum()])
    one = lambda estimate: estimate.to_polars().select("est", "se").row(0)
    in_order = lambda estimate: estimate.to_polars().with_columns(polars.col("wave").cast(polars.Int64)).sort(DOMAINS)
    by_domain = lambda estimate: (lambda table: pairs(table["est"], table["se"]))(in_order(estimate))
    estimation = sample.estimation
    timing.task("prevalence", lambda: estimation.mean("unsafe_home", drop_nulls=True), one)
    timing.task(
        "prevalence, logit interval", lambda: estimation.prop("unsafe_home", drop_nulls=True),
        lambda estimate: estimate.to_polars().sort("unsafe_home").select("est", "lci", "uci").row(1))
    timing.task(
        "prevalence by 36 domains", lambda: estimation.mean("unsafe_home", by=DOMAINS, drop_nulls=True), by_domain)

    def six(estimates):
        each = [numpy.reshape(by_domain(estimate), (-1, 2)) for estimate in estimates]
        return numpy.stack(each, axis=1).ravel()

    timing.task(
        "6 prevalences by 36 domains",
        lambda: [estimation.mean(form, by=DOMAINS, drop_nulls=True) for form in FORMS], six)
    timing.task("mean", lambda: estimation.mean("screen_h"), one)
    timing.task("ratio", lambda: estimation.ratio("screen_h", "hh_size"), one)
    timing.task("median", lambda: estimation.quantile("stress", p=0.5, drop_nulls=True), one)
    timing.task(
        "Rao-Scott test, 4 by 4", lambda: sample.categorical.tabulate("educ", "care"),
        lambda table: [table.stats.f.value, table.stats.f.p_value])
    for name, terms in MODELS.items():
        predictors = [column if levels is None else svy.Cat(column, ref=levels[0]) for column, levels in terms]
        timing.task(
            name, lambda: sample.glm.fit(y="unsafe_home", x=predictors, family="binomial"),
            lambda fit: (lambda table: pairs(table["estimate"], table["std_err"]))(fit.to_polars()))
    # Raking adds its weights to the sample that it is called on, so each run has one of its own.
    timing.task(
        "raking to 4 margins",
        lambda fresh: fresh.weighting.rake(controls=margins(folder), tol=1e-10, max_iter=500),
        lambda raked: weight_answer(raked.data["rk_wgt"].to_numpy()), before=new)
    controls = {svy.Cat(name): counts for name, counts in margins(folder).items()}
    timing.task(
        "linear calibration to 4 margins", lambda fresh: fresh.weighting.calibrate(controls=controls),
        lambda calibrated: weight_answer(calibrated.data["calib_wgt"].to_numpy()), before=new)
    if data.height <= 100_000:
        timing.task(
            "make 200 bootstrap replicates", lambda fresh: fresh.weighting.create_bs_wgts(n_reps=200, rstate=1),
            lambda _: [200], before=new)
    if data.height <= 20_000:
        timing.task(
            "prevalence, jackknife",
            lambda fresh: fresh.weighting.create_jk_wgts().estimation.mean(
                "unsafe_home", method="replication", drop_nulls=True),
            one, before=new)
    position, factors = unit_factors(folder, data)
    weight = data["weight"].to_numpy()
    count = factors.shape[1]
    columns = numpy.ascontiguousarray(factors.T)
    wide = data.with_columns([polars.Series(f"rw{r + 1}", columns[r][position] * weight) for r in range(count)])
    replicates = svy.BootstrapWgts(prefix="rw", n_reps=count, df=count - 1, scale=1 / (count - 1))
    estimation = svy.Sample(wide, svy.Design(stratum="stratum", psu="psu", wgt="weight", rep_wgts=replicates)).estimation
    timing.task(
        "prevalence, 200 replicates",
        lambda: estimation.mean("unsafe_home", method="replication", drop_nulls=True), one)
    timing.task(
        "36 domains, 200 replicates",
        lambda: estimation.mean("unsafe_home", by=DOMAINS, method="replication", drop_nulls=True), by_domain)


def known_outcome(data):
    known = data.filter(polars.col("unsafe_home").is_not_null())
    unit = known.select(polars.struct("stratum", "psu").rank("dense"))["stratum"].to_numpy().astype(numpy.int64) - 1
    return known["unsafe_home"].cast(polars.Float64).to_numpy(), known, unit


def run_glum(folder, timing):
    from glum import GeneralizedLinearRegressor

    outcome, known, unit = known_outcome(read(folder))
    weight = known["weight"].to_numpy()

    def fit(columns):
        model = GeneralizedLinearRegressor(family="binomial", alpha=0, gradient_tol=1e-9)
        model.fit(columns, outcome, sample_weight=weight)
        return model, model.std_errors(columns, outcome, sample_weight=weight, clusters=unit)

    for name, terms in MODELS.items():
        # Dense columns: with categories its standard errors take several times as long.
        columns = numpy.asfortranarray(model_matrix(known, terms).to_numpy()[:, 1:])
        # Its standard errors know clusters and no strata.
        timing.task(
            name, lambda: fit(columns),
            lambda fitted: pairs([fitted[0].intercept_, *fitted[0].coef_], [None] * (1 + len(fitted[0].coef_))))


def run_statsmodels(folder, timing):
    import statsmodels.api as models

    outcome, known, unit = known_outcome(read(folder))
    weight = known["weight"].to_numpy()
    binomial = models.families.Binomial()
    for name, terms in MODELS.items():
        matrix = model_matrix(known, terms).to_numpy()
        # Its standard errors know clusters and no strata.
        timing.task(
            name,
            lambda: models.GLM(outcome, matrix, family=binomial, freq_weights=weight).fit(
                cov_type="cluster", cov_kwds=dict(groups=unit, use_correction=False)),
            lambda fit: pairs(fit.params, [None] * len(fit.params)))


class ByHand:
    """What a careful user would write without a survey package: the totals of the units, then a few lines of algebra."""

    def __init__(self, folder, data):
        self.position, self.factors = unit_factors(folder, data)
        self.unit_count = len(self.factors)
        self.weight = data["weight"].to_numpy()
        known = data["unsafe_home"].is_not_null().to_numpy()
        self.known_weight = self.weight * known
        self.outcome = data["unsafe_home"].fill_null(0).to_numpy()
        self.stratum_of_unit = numpy.zeros(self.unit_count, dtype=numpy.int64)
        self.stratum_of_unit[self.position] = data["stratum"].to_numpy() - 1
        self.unit_counts = numpy.bincount(self.stratum_of_unit).astype(float)
        self.scale = (self.unit_counts / (self.unit_counts - 1))[self.stratum_of_unit]

    def centred(self, influence):
        means = numpy.bincount(self.stratum_of_unit, influence) / self.unit_counts
        return influence - means[self.stratum_of_unit]

    def standard_error(self, influence):
        return numpy.sqrt((self.centred(influence) ** 2 * self.scale).sum())

    def by_unit(self, values):
        return numpy.bincount(self.position, values, self.unit_count)

    def totals(self):
        return self.by_unit(self.known_weight * self.outcome), self.by_unit(self.known_weight)

    def prevalence(self):
        numerator, denominator = self.totals()
        value = numerator.sum() / denominator.sum()
        return value, self.standard_error((numerator - value * denominator) / denominator.sum())

    def replicated(self):
        numerator, denominator = self.totals()
        replicates = (numerator @ self.factors) / (denominator @ self.factors)
        return numerator.sum() / denominator.sum(), replicates.std(ddof=1)

    def jackknife(self):
        numerator, denominator = self.totals()
        count = self.unit_counts[self.stratum_of_unit]
        without = [
            total.sum() + numpy.bincount(self.stratum_of_unit, total)[self.stratum_of_unit] / (count - 1)
            - total * count / (count - 1) for total in (numerator, denominator)]
        deviation = without[0] / without[1]
        deviation = deviation - deviation.mean()
        return numerator.sum() / denominator.sum(), numpy.sqrt((deviation**2 / self.scale).sum())

    def raked(self, codes, counts):
        weights = self.weight.copy()
        for _ in range(1000):
            worst = 0.0
            for code, count in zip(codes, counts):
                change = count / numpy.bincount(code, weights)
                worst = max(worst, numpy.abs(change - 1).max())
                weights *= change[code]
            if worst < 1e-12:
                return weights

    def logistic(self, matrix, outcome, weight, position):
        coefficients = numpy.zeros(matrix.shape[1])
        for _ in range(30):
            probability = 1 / (1 + numpy.exp(-(matrix @ coefficients)))
            information = (matrix * (weight * probability * (1 - probability))[:, None]).T @ matrix
            score = matrix.T @ (weight * (outcome - probability))
            step = numpy.linalg.solve(information, score)
            coefficients = coefficients + step
            if step @ score < 1e-12 * weight.sum():
                break
        scores = matrix * (weight * (outcome - probability))[:, None]
        by_unit = numpy.stack([self.centred(numpy.bincount(position, s, self.unit_count)) for s in scores.T], axis=1)
        inverse = numpy.linalg.inv(information)
        covariance = inverse @ (by_unit.T * self.scale @ by_unit) @ inverse
        return coefficients, numpy.sqrt(numpy.diag(covariance))


def run_numpy(folder, timing):
    data = read(folder)
    hand = timing.task(
        "describe the design", lambda: ByHand(folder, data), lambda hand: [hand.weight.sum()])
    timing.task("prevalence", hand.prevalence, list)
    timing.task("prevalence, 200 replicates", hand.replicated, list)
    timing.task("prevalence, jackknife", hand.jackknife, list)
    known_counts = margins(folder)
    levels = {name: sorted(known_counts[name]) for name in MARGINS}
    codes = [numpy.searchsorted(levels[name], data[name].to_numpy()) for name in MARGINS]
    counts = [numpy.array([known_counts[name][level] for level in levels[name]]) for name in MARGINS]
    timing.task("raking to 4 margins", lambda: hand.raked(codes, counts), weight_answer)
    known = data["unsafe_home"].is_not_null()
    rows = known.to_numpy()
    outcome, weight, position = hand.outcome[rows].astype(float), hand.weight[rows], hand.position[rows]
    for name, terms in MODELS.items():
        matrix = model_matrix(data.filter(known), terms).to_numpy()
        timing.task(name, lambda: hand.logistic(matrix, outcome, weight, position), lambda fit: pairs(*fit))


def run_polars(folder, timing):
    data = timing.task("read the CSV file", lambda: read(folder), lambda data: data.shape)
    hand = ByHand(folder, data)
    data = data.with_columns(polars.Series("unit", hand.position))

    def by_domain(item):
        value, weight = polars.col(item), polars.col("weight")
        table = data.lazy().filter(value.is_not_null()).group_by(*DOMAINS, "unit").agg(
            (weight * value).sum().alias("numerator"), weight.sum().alias("denominator")).collect()
        result = []
        for domain, units in table.partition_by(DOMAINS, as_dict=True).items():
            numerator, denominator = units["numerator"].to_numpy(), units["denominator"].to_numpy()
            share = numerator.sum() / denominator.sum()
            influence = numpy.zeros(hand.unit_count)
            influence[units["unit"].to_numpy()] = (numerator - share * denominator) / denominator.sum()
            result.append((domain, share, hand.standard_error(influence)))
        return [value for _, *estimate in sorted(result) for value in estimate]

    timing.task("prevalence by 36 domains", lambda: by_domain("unsafe_home"), list)
    timing.task(
        "6 prevalences by 36 domains", lambda: [by_domain(form) for form in FORMS],
        lambda forms: numpy.stack([numpy.reshape(form, (-1, 2)) for form in forms], axis=1).ravel())


PEERS = {"svy": run_svy, "glum": run_glum, "statsmodels": run_statsmodels, "numpy": run_numpy, "polars": run_polars}

if __name__ == "__main__":
    PEERS[sys.argv[1]](sys.argv[2], Timing(int(sys.argv[3])))
