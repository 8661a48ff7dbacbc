#!/usr/bin/env bash
# pyreadstat 1.3.8 reads Stata's system missing value "." as the answer 0 in a column of whole numbers that also holds
# extended missing values (.a to .z), when it is asked to keep those (user_missing=True): a missing answer becomes a
# number, without an error or a warning. pandas 3.1.1 reads the same file right, and so does pyreadstat where it is not
# asked to keep them. The file is valid: pyreadstat itself wrote it. Exits with 1 if that changes.
#
# Seen: written 1, .a, ., 5, .b; read back 1, a, 0, 5, b; by default and by pandas 1, missing, missing, 5, missing.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'pyreadstat==1.3.8' 'pandas==3.1.1' 'numpy==2.4.6'

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import numpy
import pandas
import pyreadstat

written = pandas.DataFrame({"answer": [1, "a", numpy.nan, 5, "b"]})
pyreadstat.write_dta(written, "answers.dta", version=14, missing_user_values={"answer": ["a", "b"]})

kept, meta = pyreadstat.read_dta("answers.dta", user_missing=True)
plain, _ = pyreadstat.read_dta("answers.dta")
by_pandas = pandas.read_stata("answers.dta")
print("pyreadstat", pyreadstat.__version__, "pandas", pandas.__version__, meta.readstat_variable_types)
print("user_missing=True:", kept["answer"].tolist())
print("by default:       ", plain["answer"].tolist())
print("pandas:           ", by_pandas["answer"].tolist())

as_seen = (
    kept["answer"].tolist() == [1, "a", 0, 5, "b"]
    and plain["answer"].isna().tolist() == [False, True, True, False, True]
    and by_pandas["answer"].isna().tolist() == [False, True, True, False, True]
)
sys.exit(0 if as_seen else 1)
PYTHON
