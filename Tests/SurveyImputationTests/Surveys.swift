import Foundation
import SurveyDesigns
import SurveyMicrodata
import SurveyNumerics

/// A made-up population model whose truth is known: y given x, z and the stratum, with answers missing by what is
/// observed of x.
struct Survey {
  /// The mean of y in the population, 2 + 1.5 E(x) + 0.5, E(x) = 0 and half of the population at z = "b".
  static let meanOfNumber = 2.5
  /// The slope of y on x.
  static let slope = 1.5
  /// The log odds of the event at x = 0 and their change with x.
  static let event = (intercept: -0.3, slope: 0.9)

  var x: [Double] = []
  var y: [Double] = []
  var answer: [Double] = []
  var weight: [Double] = []
  var stratum: [Double] = []
  var unit: [Double] = []
  var z: [Int32] = []
  var event: [Int32] = []
  /// x, missing more often where the event happened.
  var covariate: [Double] = []

  /// Draws a sample of units in four strata, the second half of them drawn half as often.
  init(seed: UInt64, units: Int = 40, perUnit: Int = 8) {
    for unit in 0..<units {
      for member in 0..<perUnit {
        var stream = RandomStream(seed: seed, stream: UInt64(unit), substream: UInt64(member))
        let x = stream.normal()
        let z: Int32 = stream.uniform() < 0.5 ? 1 : 0
        let y = 2 + Self.slope * x + Double(z) + stream.normal()
        // The more x, the rarer an answer: the complete cases alone are biased.
        let isAnswered = stream.uniform() < 1 / (1 + exp(-0.7 + 1.2 * x))
        self.x.append(x)
        self.z.append(z)
        self.y.append(isAnswered ? y : MissingKind.refused.number)
        answer.append(y)
        let happens = stream.uniform() < 1 / (1 + exp(-Self.event.intercept - Self.event.slope * x))
        event.append(happens ? 1 : 0)
        covariate.append(stream.uniform() < (happens ? 0.5 : 0.1) ? MissingKind.doesNotKnow.number : x)
        weight.append(unit % 4 < 2 ? 1 : 2)
        stratum.append(Double(unit % 4))
        self.unit.append(Double(unit))
      }
    }
  }

  /// Whether y is above its mean, as levels.
  private func levels(of numbers: [Double]) -> Factor {
    Factor(codes: numbers.map { $0.isNaN ? MissingKind.refused.code : $0 > 2.5 ? 1 : 0 }, levels: ["no", "yes"])
  }

  func design(order: [Int]? = nil) throws -> SurveyDesign {
    let rows = order ?? Array(x.indices)
    let data = try Microdata(
      name: "survey",
      columns: [
        ("x", .numbers(rows.map { x[$0] })), ("y", .numbers(rows.map { y[$0] })),
        ("all", .numbers(rows.map { answer[$0] })), ("high", .factor(levels(of: rows.map { y[$0] }))),
        ("z", .factor(Factor(codes: rows.map { z[$0] }, levels: ["a", "b"]))),
        ("event", .factor(Factor(codes: rows.map { event[$0] }, levels: ["no", "yes"]))),
        ("covariate", .numbers(rows.map { covariate[$0] })),
        (
          "told",
          .factor(
            Factor(
              codes: rows.map { covariate[$0].isNaN ? MissingKind.blank.code : event[$0] }, levels: ["no", "yes"]))
        ),
        ("weight", .numbers(rows.map { weight[$0] })), ("stratum", .numbers(rows.map { stratum[$0] })),
        ("unit", .numbers(rows.map { unit[$0] })),
      ])
    return try SurveyDesign(data, weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
  }
}

/// A design of records from columns, each record a unit.
func smallDesign(_ columns: [(name: String, values: Column)], weights: String? = nil) throws -> SurveyDesign {
  try SurveyDesign(Microdata(name: "small", columns: columns), weights: weights)
}

/// A factor whose missing answers are named by their kind.
func factor(_ answers: [String?], missing kinds: [MissingKind] = [], levels: [String]) -> Column {
  var kinds = kinds.makeIterator()
  return .factor(
    Factor(
      codes: answers.map { answer in
        answer.flatMap { levels.firstIndex(of: $0) }.map { Int32($0) } ?? (kinds.next() ?? .blank).code
      }, levels: levels))
}
