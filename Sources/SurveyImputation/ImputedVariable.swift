public import SurveyMicrodata

/// A variable whose missing answers are imputed.
///
/// Only the missing kinds refused, does not know and blank are imputed. What was not asked stays not asked.
public struct ImputedVariable: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The name of the column.
  public let name: String
  /// How its values are drawn; nil for matching of numbers and logits of levels.
  public let method: ImputationMethod?
  /// Of whom the question was asked, where an answer that decides that may itself be imputed; nil for everyone who
  /// is not recorded as not asked.
  public let condition: Condition?

  /// Names a variable.
  ///
  /// - Parameters:
  ///   - name: the name of the column.
  ///   - method: how its values are drawn.
  ///   - condition: of whom the question was asked, such as `violence == yes`: a record for which the completed
  ///     answers do not satisfy it is not asked, and nothing is imputed there.
  public init(_ name: String, by method: ImputationMethod? = nil, askedIf condition: Condition? = nil) {
    self.name = name
    self.method = method
    self.condition = condition
  }

  /// Names a variable.
  public init(stringLiteral value: String) { self.init(value) }
}

/// The ways to draw a missing value given the other variables of its record.
public enum ImputationMethod: String, Sendable, CaseIterable {
  /// The answer of one of the five records, and those tied with them, whose prediction by a weighted linear
  /// regression is nearest, drawn by their weights (Little 1988; Andridge and Little 2010). For numbers and for levels
  /// that have an order.
  case predictiveMeanMatching
  /// A level with its probability under a logistic regression; of more than two levels one after the other, each
  /// against those behind it, so that the likelihood is a product of logits (Agresti 2013, section 8.3).
  case logistic
}
