import Peilstok

/// Adjusted numbers as comma-separated records.
extension AdjustedNumbers {
  /// The numbers as records with the fields of a coefficient, each with what kind it is.
  var records: [(kind: String, fields: [String])] {
    var records: [(kind: String, fields: [String])] = []
    for means in margins {
      let name = means.variable
      records += means.means.map { ("mean", $0.mean.fields("\(name)=\($0.level)")) }
      for comparison in means.comparisons {
        let term = "\(name)=\(comparison.level) against \(means.reference)"
        records += [("ratio", comparison.ratio.fields(term)), ("difference", comparison.difference.fields(term))]
        if let strength = comparison.strength {
          records += [
            ("e-value", record(term, value: strength.estimate)),
            ("e-value-of-limit", record(term, value: strength.limit)),
          ]
        }
      }
    }
    for effect in effects ?? [] {
      let level = effect.level.flatMap { level in effect.reference.map { "=\(level) against \($0)" } } ?? ""
      records.append(("effect", effect.change.fields("\(effect.variable)\(level)")))
    }
    if let fraction {
      records += [
        ("observed-mean", record(fraction.levels, value: fraction.observed)),
        ("unexposed-mean", record(fraction.levels, value: fraction.unexposed)),
        ("fraction", fraction.fraction.fields(fraction.levels)),
        ("people", fraction.people.fields(fraction.levels)),
      ]
    }
    if let doses {
      let name = doses.variable
      records += doses.means.map { ("dose", $0.mean.fields("\(name)=\($0.level)")) }
      records.append(("slope", doses.slope.fields(name)))
      if let ratio = doses.oddsRatio { records.append(("odds-ratio", ratio.fields(name))) }
      for (kind, test) in [("departure", doses.departure), ("departure-of-log-odds", doses.departureOfLogOdds)] {
        guard let test else { continue }
        let fields = record(
          name, statistic: test.statistic, degreesOfFreedom: Double(test.denominatorDegreesOfFreedom),
          pValue: test.pValue)
        records.append((kind, fields))
      }
    }
    return records
  }
}

extension MeasuredNumber {
  fileprivate func fields(_ term: String) -> [String] {
    record(
      term, value: value, standardError: standardError, statistic: test?.statistic, degreesOfFreedom: degreesOfFreedom,
      pValue: test?.pValue, lower: confidenceInterval?.lower ?? .nan, upper: confidenceInterval?.upper ?? .nan)
  }
}

/// The fields of a coefficient's record: empty where a number has none.
private func record(
  _ term: String, value: Double? = nil, standardError: Double? = nil, statistic: Double? = nil,
  degreesOfFreedom: Double? = nil, pValue: Double? = nil, lower: Double? = nil, upper: Double? = nil
) -> [String] {
  let number = CommaSeparatedText.fractional
  return [
    term, number(value), number(standardError), number(statistic),
    degreesOfFreedom.map(CommaSeparatedText.short) ?? "",
    number(pValue), number(lower), number(upper),
  ]
}
