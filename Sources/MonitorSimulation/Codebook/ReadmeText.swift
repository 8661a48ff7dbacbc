internal import FileFacts

/// The README of the synthetic monitor.
enum ReadmeText {
  static func text(seed: UInt64, files: [(name: String, contents: String)]) -> String {
    """
    # SYNTHETIC monitor of violence at home among children, 2020-2024

    **Every record, population count and true value here is made by a model. Nobody was asked; no child is in these
    files.** They exist to build, test and show a report with: the shape is that of a biennial open survey among Dutch children
    aged 8 to 18, and some totals are set near figures that were published for such a survey.

    Made by `peilstok simulate --seed \(seed) --output datasets/monitor`; the same seed gives the same bytes. Licence:
    Apache-2.0.

    | file | what | SHA-256 |
    |---|---|---|
    \(files.map { "| `\($0)` | \(description($0)) | `\(hexadecimalSHA256(of: $1))` |" }.joined(separator: "\n"))

    ## Design

    An open, opt-in sample: no selection probabilities are known. Children find the questionnaire on a site, through social
    media, at school or through an organisation (`channel`); 60% are girls, provinces and ages are skewed, and
    organisations bring in many children who live away from home. Each record is its own unit. `base_weight` is 1;
    `weight` is raked within each wave to the counts of `sex_age`, `province` and `education` in
    `population-margins.csv`, to a relative 1e-12. Weights repair the skew in those characteristics, not the
    over-recruitment of vulnerable children as such: compare with `truth.csv`. In R:

    ```r
    design <- svydesign(ids = ~1, strata = ~wave, weights = ~weight, data = monitor)
    ```

    ## Columns

    `datapackage.json` describes every column and level in Dutch and English; `indicators.yaml` defines the indicators.

    | columns | what |
    |---|---|
    | `record`, `wave`, `pooled` | running number; 2020, 2022 or 2024; `no` for the 11 records that a pooled file leaves out |
    | `base_weight`, `weight`, `channel` | weights and recruitment |
    | `age`, `age_group`, `sex`, `sex_age`, `province`, `education`, `migration`, `household`, `living_situation` | background |
    | `life_grade` | 1 to 10; 5 or lower is insufficient |
    | `violence_*` | five forms of violence at home: never, longer ago, in the past 12 months |
    | `perpetrator` to `help_source` | asked of children who report a form in the past 12 months |
    | `bystander_*` | violence noticed in the home of another child; asked from 2022 on |
    | `problem_*` | seven problems: no, yes |

    Missing answers keep their kind: `-7` not asked, `-8` refused, `-9` does not know. Sex, age, province, education and life
    grade are never missing: a questionnaire without them is not analysed.

    ## True values

    `truth.csv` holds the values of the whole synthetic population, by wave and over the three waves together: prevalences
    (`past_year` and `ever` for each form), means, help and telling among the exposed, and the same by group. They are exact
    sums over the finite model, not a simulation. `census_coefficient` is what the logistic model
    `insufficient ~ exposed + sex + age_group + wave` would give on the whole population (reference: not exposed, girl,
    8-11, 2020), with its adjusted prevalences; `generating_log_odds_ratio` are the effects that the records are made with.

    ## Sample flow

    `sample-flow.csv` counts from opened questionnaires to analysed records. The three waves have
    1,994 + 2,347 + 2,729 = 7,070 records, and a pooled file of 7,059: 11 suspected duplicates are left out. Those
    numbers of records are the published ones; the earlier steps, and which records are left out, are invented.

    """
  }

  private static func description(_ file: String) -> String {
    switch file {
    case "monitor.csv": "7,070 records of three waves"
    case "population-margins.csv": "synthetic numbers of children by wave and characteristic"
    case "truth.csv": "true values of the synthetic population"
    case "sample-flow.csv": "from opened questionnaires to records"
    case "datapackage.json": "the codebook, in Dutch and English"
    default: "the versioned dictionary of indicators"
    }
  }
}
