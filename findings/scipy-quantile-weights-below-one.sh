#!/usr/bin/env bash
# scipy.stats.quantile takes weights since 1.17. With survey weights below 1 its default rule falls as the order rises.
#
# Four equal weights carry no information, so the quantiles of 1, 2, 3, 4 should not depend on what the weights are.
# With weights of 1 they are 1.75, 2.5, 3.25. With weights of 0.1 the upper quartile is below the lower one, and with
# weights of 0.25 every quantile is the smallest value. No warning is given. The documentation says that weights which
# are not counts "may not have valid statistical interpretations"; a quantile that decreases has none at all. Survey
# weights that were scaled to a mean below 1, as many public files carry them, meet this. The rule "inverted_cdf", which
# needs no counts, moves one value up with weights of 0.1, where an order falls on a step.
#
# Seen (scipy 1.17.1, numpy 2.4.6, Python 3.11):
#   weights 1.0 [1.75, 2.5, 3.25]
#   weights 0.1 [3.55, 3.1, 2.65]
#   weights 0.25 [1.0, 1.0, 1.0]
#   inverted_cdf, weights 1.0 [1.0, 2.0, 3.0]
#   inverted_cdf, weights 0.1 [2.0, 3.0, 4.0]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet install scipy==1.17.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import sys, numpy, scipy
from scipy.stats import quantile

orders, values = [0.25, 0.5, 0.75], numpy.array([1.0, 2.0, 3.0, 4.0])
def at(weight, method="linear"):
    return [round(float(quantile(values, p, weights=numpy.full(4, weight), method=method)), 10) for p in orders]

print("scipy", scipy.__version__, "numpy", numpy.__version__)
for weight in (1.0, 0.1, 0.25): print("weights", weight, at(weight))
for weight in (1.0, 0.1): print("inverted_cdf, weights", weight, at(weight, "inverted_cdf"))
seen = at(1.0) == [1.75, 2.5, 3.25] and at(0.1) == [3.55, 3.1, 2.65] and at(0.25) == [1.0, 1.0, 1.0] \
    and at(1.0, "inverted_cdf") == [1.0, 2.0, 3.0] and at(0.1, "inverted_cdf") == [2.0, 3.0, 4.0]
sys.exit(0 if seen else 1)
PYTHON
