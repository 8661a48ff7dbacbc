/// Sound command lines of every verb, with the files that each reads.
struct Requests {
  var arguments: [String]
  var reads: [String]
  var output: String?

  private static let design = [
    "--weights weight", "--weights weight --strata stratum", "--weights weight --strata stratum --units unit --nested",
    "--units unit", "", "--weights weight --variance jackknife", "--weights weight --units unit --variance bootstrap",
    "--weights weight --variance successive --replicates 8", "--weights weight --conventions r45,stata",
    "--weights weight --strata stratum --single-unit-strata center --units unit --nested",
    "--weights weight --margins margins.yaml --method linear",
    "--weights weight --margins margins.yaml --method raking --trim 0.1:50",
    "--weights weight --margins margins.yaml --method logit --bounds 0.01:90",
    "--weights weight --impute grade --impute-from hours --imputations 2 --seed 1",
  ]
  private static let statistics = [
    "mean --of grade", "mean --of grade,hours,exposed=yes", "mean --of number", "total --of hours", "total --of sex=1",
    "prevalence --of exposed=yes", "prevalence --of place", "prevalence --of exposed", "ratio --of hours --over grade",
    "quantile --of hours --quantile 0.1,0.5,0.9", "quantile --of grade --rule hf7 --interval woodruff-logit",
    "distribution-function --of hours --at 5,10,20", "histogram --of hours --at 0,10,20,40",
    "density --of hours --at 5,20",
    "variance --of hours", "covariance --of hours,grade", "correlation --of hours,grade", "gini --of hours",
    "quintile-share-ratio --of hours", "alpha --of grade,hours", "kappa --of exposed,told",
    "counts --of exposed=yes,told=someone", "patterns --of exposed=yes,told=someone",
    "rate --of exposed=yes --by sex "
      + "--population population.csv", "co-occurrence --of exposed=yes,told=someone",
    "cumulative-index --of exposed=yes,told=someone", "mean --of grade --by sex --population population.csv",
  ]
  private static let tests = [
    "--rows exposed --columns sex", "--rows place --columns level", "--rows exposed --columns sex --statistic wald",
    "--difference sex --of grade", "--difference place --of hours", "--difference sex --of grade --statistic wilcoxon",
    "--trend wave --of grade", "--trend wave --of exposed=yes", "--trend wave --of exposed=yes --adjusted-for sex",
    "--trend place --of grade", "--rows number --columns grade",
  ]
  private static let models = [
    "exposed ~ sex + grade", "exposed ~ place", "exposed ~ sex*grade --penalized", "exposed ~ ns(hours, 3)",
    "hours ~ grade + sex --family gaussian", "hours ~ log(grade) --family gamma", "grade ~ sex --family poisson",
    "level ~ sex + hours --family ordinal", "place ~ sex --family multinomial",
    "Surv(hours, exposed == yes) ~ sex --family cox", "grade ~ hours --family negative-binomial",
    "exposed ~ sex --adjusted sex --effects all", "exposed ~ sex + grade --fraction sex=1",
    "exposed ~ factor(grade) --doses grade", "exposed ~ sex --small-sample", "exposed ~ sex --tests likelihood-ratio",
    "exposed ~ factor(sex, reference = 2) + poly(hours, 2)", "number ~ place --family gaussian",
  ]
  private static let conditions = ["sex == 1", "grade >= 5 and not (exposed == no)", "hours < 20 or wave == 2024"]
  private static let formats = ["text", "json", "csv", "markdown"]

  /// One request.
  static func one(_ stream: inout FuzzStream) -> Requests {
    let labelled = stream.one(of: [
      "records.sav", "records.zsav", "records.por", "records.dta", "records.xpt", "records.sas7bdat",
    ])
    let data = stream.one(of: [
      "records.csv", "records.csv", "records.csv", "datapackage.json", "datapackage.json", labelled,
    ])
    var reads = data == "datapackage.json" ? [data, "records.csv", "records.csv"] : [data, data, data]
    var words: [String]
    var output: String?
    switch stream.below(14) {
    case 0...3:
      words = ["estimate", data] + split(stream.one(of: design)) + ["--statistic"] + split(stream.one(of: statistics))
      if stream.onceIn(3), !words.contains("--by") { words += ["--by", stream.one(of: ["sex", "place", "wave,sex"])] }
      if words.contains("population.csv") { reads.append("population.csv") }
      words += ["--format", stream.one(of: formats)]
    case 4...5:
      words = ["test", data] + split(stream.one(of: design)) + split(stream.one(of: tests))
      words += ["--format", stream.one(of: formats)]
    case 6...7:
      let model = stream.one(of: models).components(at: " --")
      words = ["model", data] + split(stream.one(of: design)) + ["--formula", model[0]]
      words += model.dropFirst().flatMap { split("--" + $0) } + ["--format", stream.one(of: formats)]
    case 8:
      words = ["weigh", data] + ["--weights", "weight", "--margins", "margins.yaml", "--method"]
      words += [stream.one(of: ["linear", "raking", "rake", "sinh", "logit", "poststratify"]), "--output", "out.csv"]
      if words.contains("logit") { words += ["--bounds", "0.1:9"] }
      if stream.onceIn(3) { words += ["--trim", "1:40"] }
      words += ["--format", stream.one(of: ["text", "json", "markdown"])]
      output = "out.csv"
    case 9:
      let file = stream.one(of: [data, data, "notebook.md"])
      if file == "notebook.md" { reads = [file, file, "datapackage.json", "records.csv"] }
      words = ["check", file, "--format", stream.one(of: ["text", "json", "markdown"])]
      if file != "notebook.md", stream.onceIn(2) { words += ["--weights", "weight", "--strata", "stratum"] }
    case 10:
      words = ["report", "notebook.md", "--output", "out"]
      reads = ["notebook.md", "notebook.md", "notebook.md", "datapackage.json", "records.csv"]
      output = "out"
    case 11:
      // What is damaged here is nearly always the file itself.
      words = ["check", labelled]
      reads = [labelled]
    case 12:
      let target = stream.one(of: ["out.sav", "out.zsav", "out.dta"])
      words = ["convert", stream.one(of: [data, labelled]), target]
      reads = [words[1]]
      output = target
    default:
      words = ["test", "datapackage.json", "--weights", "weight", "--rows", "high", "--columns", "sex"]
      words += ["--indicators", "indicators.yaml"]
      reads = ["indicators.yaml", "indicators.yaml", "datapackage.json", "records.csv"]
    }
    if ["estimate", "test", "model"].contains(words[0]), stream.onceIn(4) {
      words += ["--where", stream.one(of: conditions)]
    }
    if words.contains("margins.yaml") { reads += ["margins.yaml", "margins.yaml"] }
    return Requests(arguments: words, reads: reads, output: output)
  }

  private static func split(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

extension String {
  /// The parts between a separator of several characters.
  fileprivate func components(at separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: true).map(String.init)
  }
}
