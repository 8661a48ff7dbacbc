import ArgumentParser
import Peilstok

/// `peilstok model`: a regression on survey records.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Fit a model to survey records.",
    discussion: """
      DATA is a CSV file, plain or gzipped, a file of SPSS, Stata or SAS, or a datapackage.json with a codebook. In a \
      formula a + b are main effects, a:b is an interaction and a*b is both; factor(a) makes levels of numbers and \
      factor(a, reference = LEVEL) chooses the level that the others are compared with, by default the first. An \
      outcome that is not 0 and 1 or has not two levels is written OUTCOME == LEVEL. Records that lack a variable are \
      left out and counted. A poisson model of a yes-or-no outcome gives prevalence ratios. An ordinal model is for \
      levels in an order, which of texts a codebook or --levels states; a multinomial one for levels without, \
      factor(OUTCOME, reference = LEVEL) choosing the one that the others are compared with; a cox model for times \
      until an event, written Surv(TIME, EVENT) or Surv(TIME, EVENT == LEVEL).

      Examples:
        peilstok model nhanes.csv --weights WTMEC2YR --strata SDMVSTRA \\
          --units SDMVPSU --nested \\
          --formula "HI_CHOL ~ factor(RIAGENDR) + factor(race, reference = 2)"

        peilstok model apistrat.csv --weights pw --strata stype \\
          --population-size fpc --formula "sch.wide ~ ell * meals" --format json

        peilstok model apistrat.csv --weights pw --strata stype \\
          --population-size fpc --family gaussian \\
          --formula "api00 ~ ell + log(api99)"

        peilstok model nhanes.csv --weights WTMEC2YR --strata SDMVSTRA \\
          --units SDMVPSU --nested --family ordinal --link probit \\
          --formula "agecat ~ factor(race)" --tests likelihood-ratio \\
          --levels "agecat=(0,19],(19,39],(39,59],(59,Inf]"

        peilstok model trial.csv --weights weight --strata centre --family cox \\
          --formula "Surv(time, dead) ~ age + factor(treatment)"

        peilstok model nhanes.csv --weights WTMEC2YR --strata SDMVSTRA \\
          --units SDMVPSU --nested --formula "HI_CHOL ~ factor(race)" \\
          --impute HI_CHOL --impute-from agecat,race --imputations 20 --seed 1

        peilstok model nhanes.csv --weights WTMEC2YR --strata SDMVSTRA \\
          --units SDMVPSU --nested --formula "HI_CHOL ~ factor(RIAGENDR) + agecat" \\
          --adjusted RIAGENDR --effects all --fraction "agecat=(0,19]"
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

  @Option(help: ArgumentHelp("The outcome and its terms, such as \"y ~ a + b*c\".", valueName: "formula"))
  var formula: String

  @Option(help: "The distribution of the outcome.")
  var family: ModelFamily = .binomial

  @Option(
    help:
      "The function of the mean that is a sum of terms; by default the family's first: logit, identity, log, inverse; of an ordinal model logit, probit or cloglog."
  )
  var link: ModelLink?

  @Flag(
    help:
      "Add Firth's penalty to the likelihood of a binomial model with the logit link or a poisson model, so that the fit is finite also where a term separates the outcomes."
  )
  var penalized = false

  @Flag(
    help:
      "State the coefficients of a generalised linear model with Bell and McCaffrey's standard errors and degrees of freedom, for few primary units."
  )
  var smallSample = false

  @Option(
    help: "How each term is tested: by default by Wald's statistic, in a penalised model by its likelihood ratio.")
  var tests: TermTestKind?

  @OptionGroup(title: "What follows from the model")
  var adjustedOptions: AdjustedOptions

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Which records are in the domain, such as \"age >= 12 and sex == girl\" or \"told is not asked\".",
      valueName: "condition"))
  var condition: String?

  @Option(help: "The probability with which an interval covers, between 0 and 1.")
  var level = "0.95"

  @Option(help: "The form of the answer.")
  var format: OutputFormat = .text

  func run() throws {
    let model = try ModelQuestion(modelWords)
    try refuseBesideSmallSample()
    let condition = model.condition
    let words = design.words.adding(varianceOptions.words).adding(weighting.words).adding(imputation.words)
    let question = try SurveyQuestion(words)
    let imputation = try Imputations(words)
    let profiles = try DesignQuestion.profiles(words)
    let adjusted = try adjustedOptions.request(for: family)
    if imputation != nil {
      try varianceOptions.refuseBesideImputation(profiles)
      if let tests, tests != .wald { throw CommandError.optionsExclude("--impute", "--tests \(tests.rawValue)") }
    }
    let fit = { try model.fitted(to: $0).described }
    let fitted = { (design: SurveyDesign) in
      let fit = try fit(design)
      var summary = try ModelSummary(fit, testing: tests ?? (penalized ? .likelihoodRatio : .wald))
      if smallSample, let fit = fit as? ModelFit { try summary.takeSmallSampleErrors(of: fit) }
      summary.adjusted = try adjusted?.numbers(of: [fit])
      return summary
    }
    var comparisons: [String] = []
    let dictionary = try recordsOptions.dictionary()
    let data = try recordsOptions.records(deriving: dictionary)
    let (summary, described) = try withProgress("Fitting") {
      var (described, imputed) = try question.designs(of: data, imputing: imputation, deriving: dictionary)
      if let condition {
        described.design = try described.design.restricted(to: condition).leavingOutLevels(excludedBy: condition)
        imputed = try imputed?.restricted(to: condition)
      }
      if let imputed {
        comparisons.append(imputed.words)
        let fits = try imputed.designs.map(fit)
        var summary = try ModelSummary(pooling: fits)
        summary.adjusted = try adjusted?.numbers(of: fits)
        return (summary, described)
      }
      let summary = try fitted(described.design)
      if varianceOptions.besideLinearization {
        comparisons += summary.linearizationSentences(
          try fitted(described.design.linearized()), of: described.design)
      }
      if profiles.count > 1 {
        comparisons += summary.differences(from: try fitted(described.design.following(profiles[1])), profiles)
      }
      return (summary, described)
    }
    let notes = described.readingNotes(of: data)
    comparisons += notes
    warn(notes, beside: format)
    let answer = ModelAnswer(
      summary: summary, formula: self.formula, comparisons: comparisons,
      provenance: Provenance(data: data, design: described, condition: self.condition),
      labels: LevelLabels(codebook: data.codebook))
    try StandardOutput.write(try answer.text(as: format))
  }

  /// Refuses what has no small-sample errors.
  private func refuseBesideSmallSample() throws {
    guard smallSample else { return }
    if family.response == nil { throw CommandError.optionsExclude("--small-sample", "--family \(family.rawValue)") }
    if penalized { throw CommandError.optionsExclude("--small-sample", "--penalized") }
    if imputation.impute != nil { throw CommandError.optionsExclude("--small-sample", "--impute") }
  }

  /// The options of the model as words.
  private var modelWords: QuestionWords {
    QuestionWords(options: [
      "formula": formula, "family": family.rawValue, "link": link?.rawValue, "penalized": penalized ? "true" : nil,
      "where": condition, "level": level,
    ])
  }
}
