import ArgumentParser
import Peilstok

/// The options that ask for numbers adjusted by a model.
struct AdjustedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The share or mean if everyone were at each level of a variable, with its ratio and difference to the reference level.",
      valueName: "variables"))
  var adjusted: String?

  @Option(
    help: ArgumentHelp(
      "By how much the share or mean changes with a variable, averaged over the records; all is every variable of the model.",
      valueName: "variables"))
  var effects: String?

  @Option(
    help: ArgumentHelp(
      "The part of the outcome that goes together with an exposure, and the people behind it.",
      discussion: "The levels are those of people without the exposure, such as exposed=no.",
      valueName: "variable=level"))
  var fraction: String?

  @Option(help: ArgumentHelp("The number of people for --fraction, taken to be known.", valueName: "number"))
  var population: String?

  @Option(
    help: ArgumentHelp(
      "The share or mean if everyone had each level of a variable that counts something, and its trend.",
      valueName: "variable"))
  var doses: String?

  @Option(
    name: .customLong("dose-of"), parsing: .singleValue,
    help: ArgumentHelp("The dose of a level whose name is no number, such as 3+=3.", valueName: "level=number"))
  var dosesOfLevels: [String] = []

  @Option(
    name: .customLong("of-level"), parsing: .singleValue,
    help: ArgumentHelp("A level of an ordinal or multinomial outcome whose share is meant.", valueName: "level"))
  var outcomeLevels: [String] = []

  @Option(
    name: .customLong("up-to"),
    help: ArgumentHelp("The last level of an ordinal outcome whose share is meant.", valueName: "level"))
  var lastOutcomeLevel: String?
}

/// The numbers adjusted by a model, as they were asked for.
struct AdjustedRequest {
  fileprivate var variables: ColumnNames?
  /// The variables whose effects are wanted; nil within for all.
  fileprivate var effects: ColumnNames??
  fileprivate var exposure: ColumnNames?
  fileprivate var population: Double?
  fileprivate var doseVariable: String?
  fileprivate var doses: [String: Double] = [:]
  fileprivate var outcomeLevels: [String] = []
  fileprivate var lastOutcomeLevel: String?
}

extension AdjustedOptions {
  /// Reads the options as far as they can be without the data; nil where none was given.
  func request(for family: ModelFamily) throws -> AdjustedRequest? {
    let asked = [
      ("--adjusted", adjusted), ("--effects", effects), ("--fraction", fraction), ("--doses", doses),
    ].first { $0.1 != nil }?.0
    for (option, isGiven, needed) in [
      ("--population", population != nil && fraction == nil, "--fraction"),
      ("--dose-of", !dosesOfLevels.isEmpty && doses == nil, "--doses"),
    ] where isGiven { throw CommandError.missingCompanion(option, needs: needed) }
    let ofLevels = lastOutcomeLevel.map { _ in "--up-to" } ?? (outcomeLevels.isEmpty ? nil : "--of-level")
    guard let asked else {
      if let ofLevels {
        throw CommandError.missingCompanion(ofLevels, needs: "--adjusted, --effects, --fraction or --doses")
      }
      return nil
    }
    if lastOutcomeLevel != nil, !outcomeLevels.isEmpty { throw CommandError.optionsExclude("--up-to", "--of-level") }
    switch family {
    case .cox: throw CommandError.noMean(option: asked)
    case .ordinal: if ofLevels == nil { throw CommandError.missingCompanion(asked, needs: "--up-to or --of-level") }
    case .multinomial:
      if lastOutcomeLevel != nil { throw CommandError.levelsWithoutOrder }
      if ofLevels == nil { throw CommandError.missingCompanion(asked, needs: "--of-level") }
    case .binomial, .gaussian, .poisson, .gamma, .negativeBinomial:
      if let ofLevels { throw CommandError.levelsOfAnotherFamily(option: ofLevels) }
    }
    var request = AdjustedRequest()
    request.variables = try adjusted.map { try ColumnNames(parsing: [$0], option: "adjusted") }
    request.effects = try effects.map { text in
      text == "all" ? nil : try ColumnNames(parsing: [text], option: "effects")
    }
    request.exposure = try fraction.map { try ColumnNames(parsing: [$0], option: "fraction") }
    request.population = try population.map { text in
      guard let number = Double(text), number.isFinite, number > 0 else {
        throw CommandError.notAPositiveNumber(option: "--population", found: text)
      }
      return number
    }
    request.doseVariable = doses
    for text in dosesOfLevels {
      guard let sign = text.lastIndex(of: "="), let dose = Double(text[text.index(after: sign)...]), dose.isFinite
      else {
        throw CommandError.notADose(found: text)
      }
      request.doses[String(text[..<sign])] = dose
    }
    request.outcomeLevels = outcomeLevels
    request.lastOutcomeLevel = lastOutcomeLevel
    return request
  }
}

extension AdjustedRequest {
  /// Works the numbers out of a fit, or of fits to completed designs; nil for a model of times, which has no mean.
  func numbers(of fits: [any FitWithTerms]) throws -> AdjustedNumbers? {
    switch fits[0] {
    case let fit as ModelFit:
      var isShare = false
      if case .binary = fit.model.outcome { isShare = true }
      let predictions = fits.compactMap { ($0 as? ModelFit)?.averagePredictions }
      return try numbers(predictions, fit.design.data, level: fit.level, isShare: isShare, of: nil)
    case let fit as CategoricalFit:
      let predictions = try fits.compactMap { $0 as? CategoricalFit }.map { fit in
        try lastOutcomeLevel.map { try fit.averagePredictions(upTo: $0) }
          ?? fit.averagePredictions(ofLevels: outcomeLevels)
      }
      return try numbers(
        predictions, fit.design.data, level: fit.level, isShare: true,
        of: lastOutcomeLevel.map { "up to \($0)" } ?? outcomeLevels.joined(separator: ", "))
    default: return nil
    }
  }

  private func numbers(
    _ fits: [AveragePredictions], _ data: Microdata, level: Double, isShare: Bool, of outcomeLevels: String?
  ) throws -> AdjustedNumbers {
    var numbers = AdjustedNumbers(isShare: isShare, outcomeLevels: outcomeLevels)
    for target in try variables?.variables(in: data) ?? [] {
      let margins = try fits.map { try $0.margins(over: target.description, level: level) }
      numbers.margins.append(try AdjustedMeans(margins, isShare: isShare))
    }
    if let effects {
      let names = try effects?.variables(in: data).map(\.description)
      numbers.effects = try AdjustedEffect.pooled(try fits.map { Array(try $0.effects(of: names, level: level)) })
    }
    if let exposure {
      var unexposed: [String: CovariateValue] = [:]
      let targets = try exposure.variables(in: data)
      for target in targets {
        guard let level = target.level else { throw CommandError.fractionNeedsLevel(column: target.variable) }
        guard unexposed[target.variable] == nil else {
          throw CommandError.repeatedName(target.variable, option: "--fraction")
        }
        unexposed[target.variable] = CovariateValue(level, of: target.variable, in: data)
      }
      numbers.fraction = try AdjustedFraction(
        try fits.map { try $0.attributableFraction(unexposed: unexposed, population: population, level: level) },
        levels: targets.map(\.description).joined(separator: ", "))
    }
    if let doseVariable {
      numbers.doses = try AdjustedDoses(
        try fits.map { try $0.doseResponse(over: doseVariable, doses: doses, level: level) })
    }
    return numbers
  }
}

extension CovariateValue {
  /// Reads what was written of a column: a number of numbers, and else a level.
  fileprivate init(_ text: String, of column: String, in data: Microdata) {
    if case .numbers? = try? data.column(column), let number = Double(text) {
      self = .number(number)
    } else {
      self = .level(text)
    }
  }
}
