import ArgumentParser
import Peilstok

/// `peilstok estimate`: one question to the records, answered as text, JSON, CSV or Markdown.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Estimate a mean, prevalence, quantile or another statistic from survey records.",
    discussion: """
      DATA is a CSV file, plain or gzipped, a file of SPSS, Stata or SAS, or a datapackage.json with a codebook. \
      Records with a missing value of the variable are outside the domain and counted.

      Examples:
        peilstok estimate apistrat.csv --weights pw --strata stype \\
          --population-size fpc --statistic mean --of api00,api99 --by stype

        peilstok estimate nhanes.csv --weights WTMEC2YR --strata SDMVSTRA \\
          --units SDMVPSU --nested --statistic prevalence --of HI_CHOL=1 \\
          --by race --where "RIAGENDR == 2" --interval wilson --format json

        peilstok estimate apistrat.csv --weights pw --strata stype \\
          --statistic mean --of api00 --by stype --conventions r45,sas

        peilstok estimate apiclus2.csv --units dnum,snum \\
          --population-size fpc1,fpc2 --statistic ratio --of api.stu --over enroll

        peilstok estimate apiclus1.csv --weights pw --units dnum \\
          --population-size fpc --margins margins.yaml --method raking \\
          --statistic mean --of api00

        peilstok estimate nhanes.csv --weights WTMEC2YR --strata SDMVSTRA \\
          --units SDMVPSU --nested --statistic prevalence --of HI_CHOL=1 \\
          --impute HI_CHOL --impute-from agecat,race --imputations 20 --seed 1

        peilstok estimate apistrat.csv --weights pw --strata stype \\
          --statistic quantile --of api00 --quantile 0.25,0.5 --rule hf7 \\
          --interval woodruff-logit

        peilstok estimate apistrat.csv --weights pw --strata stype \\
          --statistic histogram --of api00 --at 300,500,700,1000 --interval wilson

        peilstok estimate apistrat.csv --weights pw --strata stype \\
          --statistic counts --of awards,sch.wide,comp.imp --by stype --totals

        peilstok estimate apistrat.csv --weights pw --statistic mean --of api00 \\
          --by awards --population schools-by-stype.csv

        peilstok estimate apistrat.csv --weights pw --statistic rate \\
          --of awards=Yes --by stype --population schools-by-stype.csv \\
          --per 100 --interval log

      A population file is a CSV with a column "population" and one for each variable that it counts by:
        stype,population
        E,4421
        H,755
        M,1018
      """)

  @OptionGroup
  var recordsOptions: RecordsOptions

  @OptionGroup(title: "Design")
  var design: DesignOptions

  @OptionGroup(title: "Variance")
  var varianceOptions: VarianceOptions

  @OptionGroup(title: "Weighting")
  var weighting: WeightingOptions

  @OptionGroup(title: "Imputation")
  var imputation: ImputationOptions

  @Option(help: "What to estimate.")
  var statistic: EstimatedStatistic

  @Option(
    help: ArgumentHelp(
      "The variables, each with or without one of its levels.",
      discussion: """
        A prevalence without a level is that of yes, ja or true, by its name or its label, for a variable with two levels, of \
        1 for zeros and ones, and of every level for any other. A mean or total of a level is that of its indicator: a total counts the population. \
        counts, patterns, co-occurrence and cumulative-index are of statements, all with one level; alpha, kappa, \
        covariance and correlation are of all the variables together.
        """, valueName: "variable[=level],..."))
  var of: String

  @Option(help: ArgumentHelp("The denominator of a ratio.", valueName: "variable"))
  var over: String?

  @Option(
    help: ArgumentHelp(
      "The orders of quantiles, between 0 and 1, at most \(ComputationLimits.standard.listed). (default: 0.5)",
      valueName: "order,..."))
  var quantile: String?

  @Option(help: "The rule for a quantile, of Hyndman and Fan's nine. (default: hf1; by SAS's conventions its own)")
  var rule: QuantileRule?

  @Option(
    help: ArgumentHelp(
      "The points of a distribution function or density, or the breaks of a histogram, at most \(ComputationLimits.standard.listed).",
      valueName: "number,..."))
  var at: String?

  @Option(help: ArgumentHelp("The variables whose combinations of levels are the groups.", valueName: "column,..."))
  var by: String?

  @Flag(help: "Add a total over each variable of --by.")
  var totals = false

  @Option(
    help: ArgumentHelp(
      "A CSV file with population counts in a column \"population\", by the other columns.",
      discussion: """
        A rate divides by them; a mean, prevalence or ratio is standardised to them.
        """, valueName: "file"))
  var population: String?

  @Option(help: ArgumentHelp("How many people a rate is for. (default: 1000)", valueName: "number"))
  var per: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Which records are in the domain, such as \"age >= 12 and sex == girl\" or \"told is not asked\".",
      valueName: "condition"))
  var condition: String?

  @Option(
    help: ArgumentHelp(
      "The method of the confidence interval.",
      discussion: """
        logit, the default, to wald for shares; woodruff, the default, to replicate for a quantile; wald and log for a \
        rate; wald for everything else.
        """))
  var interval: IntervalMethod?

  @Option(help: "The probability with which an interval covers, between 0 and 1.")
  var level = "0.95"

  @Option(help: "The form of the answer.")
  var format: OutputFormat = .text

  func run() throws {
    let request = try EstimateQuestion(self.words)
    let condition = request.condition
    let words = design.words.adding(varianceOptions.words).adding(weighting.words).adding(imputation.words)
    let question = try SurveyQuestion(words)
    let imputation = try Imputations(words)
    let profiles = try DesignQuestion.profiles(words)
    if imputation != nil { try varianceOptions.refuseBesideImputation(profiles) }
    let dictionary = try recordsOptions.dictionary()
    let data = try recordsOptions.records(deriving: dictionary)
    var (answer, described) = try withProgress("Estimating") {
      var (described, imputed) = try question.designs(of: data, imputing: imputation, deriving: dictionary)
      if let condition {
        described.design = try described.design.restricted(to: condition)
        imputed = try imputed?.restricted(to: condition)
      }
      if let imputed {
        return (try imputed.answer(request, from: described), described)
      }
      var answer = try request.answer(from: described)
      if varianceOptions.besideLinearization {
        try answer.noteLinearization(request.answer(from: described.linearized), of: described.design)
      }
      if profiles.count > 1 {
        try answer.noteDifferences(
          from: request.answer(from: described.following(profiles[1])), profiles[0], profiles[1])
      }
      return (answer, described)
    }
    let notes = described.readingNotes(of: data)
    for note in notes { answer.note(note) }
    warn(notes, beside: format)
    let provenance = Provenance(data: data, design: described, condition: self.condition)
    try StandardOutput.write(
      try answer.text(
        as: format, request: request, provenance: provenance, labels: LevelLabels(codebook: data.codebook)))
  }
}

extension EstimateCommand {
  /// The options as words.
  private var words: QuestionWords {
    QuestionWords(options: [
      "statistic": statistic.rawValue, "of": of, "over": over, "quantile": quantile, "rule": rule?.rawValue, "at": at,
      "by": by, "totals": totals ? "true" : nil, "population": population, "per": per, "where": condition,
      "interval": interval?.rawValue, "level": level,
    ])
  }
}

extension EstimateQuestion {
  /// Answers from a design, with what is worth knowing of how it was described.
  fileprivate func answer(from described: DescribedDesign) throws -> EstimateAnswer {
    var answer = EstimateAnswer(diagnostics: described.diagnostics)
    let found = try self.answer(from: described.design)
    answer.append(found.estimates, named: found.names.map { VariableLevel($0.variable, level: $0.level) })
    return answer
  }
}

extension ImputedDesigns {
  /// Pools the answers of the completed designs.
  fileprivate func answer(
    _ request: EstimateQuestion, from described: DescribedDesign
  ) throws -> EstimateAnswer {
    let answers = try designs.map { design in
      var one = described
      one.design = design
      return try request.answer(from: one)
    }
    var answer = try EstimateAnswer(pooling: answers)
    answer.note(words)
    return answer
  }
}

extension EstimateAnswer {
  /// Writes the answer in a form.
  fileprivate func text(
    as format: OutputFormat, request: EstimateQuestion, provenance: Provenance, labels: LevelLabels
  ) throws -> String {
    switch format {
    case .json: json(provenance: provenance, labels: labels).text
    case .csv: csv
    case .text: try table(of: request, provenance: provenance, labels: labels, isForReading: false).plainText
    case .markdown:
      try table(of: request, provenance: provenance, labels: labels, isForReading: true).markdown(in: .english)
    }
  }
}
