"""Writes the files that the tests read, each with the program whose form it has: pyreadstat, pandas, PSPP and haven.

python3 make.py, in this folder. The data are made up. What each file holds stands in the tests.
"""

import datetime as dt
import subprocess

import numpy as np
import pandas as pd
import pyreadstat

NAN = float("nan")

# --- SPSS -----------------------------------------------------------------------------------------------------------

youth = pd.DataFrame(
    {
        "id": [1.0, 2, 3, 4, 5, 6],
        "told": [1.0, 0, 8, 9, 1, NAN],
        "grade": [7.5, 97, 98, 6, 10, NAN],
        "sex": ["m", "f", "f", "", "NA", "m"],
        "born": [dt.date(2008, 2, 29), dt.date(1582, 10, 15), None, dt.date(2012, 12, 31), dt.date(1970, 1, 1), dt.date(1999, 1, 1)],
        "told_whom": ["x" * 300, "é" * 150, "", "teacher ", "a\nb", "mother"],
        "weight": [0.5, 1.5, 1, 1, 2, 1],
    }
)
youth_options = dict(
    file_label="Youth survey",
    column_labels={"told": "Told somebody", "grade": "Grade for life", "sex": "Sex", "born": "Date of birth"},
    variable_value_labels={
        "told": {0.0: "No", 1.0: "Yes", 8.0: "Refused", 9.0: "Not asked"},
        "grade": {1.0: "worst", 10.0: "best", 97.0: "no answer"},
        "sex": {"m": "boy", "f": "girl", "NA": "no answer"},
    },
    missing_ranges={"told": [8.0, 9.0], "grade": [{"lo": 97.0, "hi": 99.0}], "sex": ["NA"]},
    variable_measure={"told": "nominal", "grade": "scale"},
)
pyreadstat.write_sav(youth, "youth.sav", **youth_options)
pyreadstat.write_sav(youth, "youth.zsav", compress=True, **youth_options)
pyreadstat.write_sav(pd.DataFrame({"Age": [1.0, 2], "AGE": [3.0, 4]}), "alike.sav")

# A weight can be declared by PSPP alone; it writes plain, compressed and portable files.
PSPP = """
data list list notable /id (f8) told (f1) told2 (f1) pw (f8.3) day (adate10) clock (time8) word (a12).
begin data.
1 1 8 0.5 02/29/2008 10:30:00 een
2 0 1 1.5 12/31/2012 23:59:59 twee
3 9 0 2.25 01/01/1970 00:00:01 ''
end data.
variable labels told 'Told somebody' /pw 'Case weight'.
value labels told told2 0 'no' 1 'yes' 8 'refused' 9 'does not know'.
missing values told told2 (8 thru 9).
variable level told told2 (ordinal).
weight by pw.
save outfile='weighted.sav' /uncompressed.
save outfile='weighted-compressed.sav' /compressed.
save outfile='weighted.zsav' /zcompressed.
export outfile='weighted.por'.
data list list notable /x (f40.16) n (f20).
begin data.
0.1 9007199254740991
0.333333333333333314 -42
123456.789 0
1e-10 30
. 900
-2.5 27000
end data.
export outfile='numbers.por'.
save outfile='numbers.sav'.
"""
subprocess.run(["pspp", "-o", "/dev/null", "/dev/stdin"], input=PSPP.encode(), check=False)

# --- Stata ----------------------------------------------------------------------------------------------------------

pyreadstat.write_dta(
    pd.DataFrame(
        {
            "told": pd.Series([1, 0, "a", "b", None], dtype=object),
            "half": [0.5, 1.5, NAN, 2.5, 3.5],
            "word": ["één", "", "drie", "vier", "vijf"],
            "day": [dt.date(2020, 2, 29), None, dt.date(1960, 1, 1), dt.date(1959, 12, 31), dt.date(2000, 1, 1)],
        }
    ),
    "tagged.dta",
    column_labels={"told": "Told somebody"},
    variable_value_labels={"told": {0: "no", 1: "yes", "a": "refused", "b": "routed past"}},
    missing_user_values={"told": ["a", "b"]},
    version=14,
)
big = pd.DataFrame({"number": np.array([1, 2147483620, 2147483621, 2147483622, 2147483647], dtype="int32")})
big.to_stata("large.dta", write_index=False)
long_texts = pd.DataFrame({"x": [1, 2], "story": ["s" * 3000, "t" * 2500]})
long_texts.to_stata("long-118.dta", write_index=False, version=118)
long_texts.to_stata("long-119.dta", write_index=False, version=119)
months = pd.DataFrame(
    {
        "moment": pd.to_datetime(["2024-02-29 13:14:15.250", None, "1959-12-31 23:00:00.000"]),
        "month": pd.to_datetime(["2024-02-01", "1959-12-01", "1960-01-01"]),
        "year": pd.to_datetime(["2024-01-01", "1959-01-01", "1960-01-01"]),
        "kind": pd.Categorical(["low", "high", None], categories=["low", "mid", "high"]),
    }
)
for version in (114, 117, 118, 119):
    months.to_stata(
        f"months-{version}.dta", write_index=False, version=version, convert_dates={"moment": "tc", "month": "tm", "year": "ty"}
    )
# Before release 14 texts have the encoding of the machine, here Windows-1252.
pd.DataFrame({"word": ["één", "café"]}).to_stata("latin-114.dta", write_index=False, version=114)

# --- SAS ------------------------------------------------------------------------------------------------------------

HAVEN = """
library(haven)
d <- data.frame(
  x = c(1.5, tagged_na("A"), tagged_na("Z"), NA, -3),
  day = as.Date(c("2024-02-29", NA, "1960-01-01", "1959-12-31", "2000-01-01")),
  word = c("one", "", "three", "four", "five"))
attr(d$x, "label") <- "A number"
write_xpt(d, "tagged-8.xpt", version = 8, name = "TAGGED")
write_xpt(d, "tagged-5.xpt", version = 5, name = "TAGGED")
suppressWarnings(write_sas(d, "tagged.sas7bdat"))
write_xpt(data.frame(s = c("a", "b", "", "", "")), "blank-5.xpt", version = 5, name = "TAGGED")
"""
subprocess.run(["Rscript", "-e", HAVEN], check=True)
pyreadstat.write_xport(pd.DataFrame({"s": ["a", "b", "", "", ""]}), "blank-8.xpt", file_format_version=8)
