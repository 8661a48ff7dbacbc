public import SurveyEstimates
public import SurveyMicrodata

/// The tests that answer one question, in the order of the question, with what is worth knowing about them.
public struct TestAnswer: Sendable {
  /// The tests.
  public private(set) var elements: [TestedNumber] = []
  /// The probability with which intervals cover; 1 less it is the level of the tests.
  public let level: Double
  /// How the p-values of several comparisons are adjusted.
  public let adjustment: MultiplicityAdjustment
  /// What is worth knowing, in sentences.
  public private(set) var diagnostics: [String]

  init(level: Double, adjustment: MultiplicityAdjustment, diagnostics: [String] = []) {
    self.level = level
    self.adjustment = adjustment
    self.diagnostics = diagnostics
  }

  /// Whether verdicts are of adjusted p-values: several comparisons are one family.
  public var isAdjusted: Bool { elements.count { $0.adjustedPValue != nil } > 1 && adjustment != .none }

  /// Adds sentences that were not said before.
  public mutating func note(_ sentences: [String]) {
    for sentence in sentences where !diagnostics.contains(sentence) { diagnostics.append(sentence) }
  }
}

/// One test, with the number that it is about where it is about one.
public struct TestedNumber: Sendable {
  /// What is tested.
  public enum Subject: Sendable, Hashable {
    /// The association of two variables.
    case association(rows: String, columns: String)
    /// The places of the groups of one variable on another.
    case ranks(of: String, between: String)
    /// The first domain less the second.
    case difference([DomainLevel], minus: [DomainLevel])
    /// A variable, or a level of it, over waves.
    case trend(VariableLevel)
  }

  /// What a test says.
  public enum Outcome: Sendable, Equatable {
    /// Which of two is higher, or why that cannot be said.
    case comparison(Verdict)
    /// Whether an association is demonstrable.
    case association(isDemonstrable: Bool)

    /// The name in files that programs read.
    public var name: String {
      switch self {
      case .comparison(let verdict): verdict.name
      case .association(let isDemonstrable):
        isDemonstrable ? "demonstrable-association" : "no-demonstrable-association"
      }
    }
  }

  /// What is tested.
  public let subject: Subject
  /// The name of the statistic.
  public let statistic: String
  /// The value of the statistic.
  public let value: Double
  /// The degrees of freedom of the statistic, one number or several.
  public let degreesOfFreedom: [Double]
  /// The probability of a value further away where nothing is there.
  public let pValue: Double
  /// The p-value after the adjustment for the other tests of its family, where it is one of several.
  public let adjustedPValue: Double?
  /// What the test says.
  public let outcome: Outcome
  /// What was estimated, where the test is of one number.
  public let number: MeasuredNumber?
  /// Whether that number is a difference of shares, so that it counts percentage points.
  public let isOfShares: Bool
  /// The number of records behind the test, where that is one.
  public let unweightedCount: Int?
}

extension TestedNumber.Subject {
  /// What is tested, by the codes of its levels.
  public var name: String {
    description {
      "\($0.variable)=\($0.level)"
    } ofTrend: {
      $0.description
    }
  }

  /// What is tested, with groups and levels in other words.
  public func description(
    _ group: (DomainLevel) -> String, ofTrend trend: (VariableLevel) -> String
  ) -> String {
    switch self {
    case .association(let rows, let columns): "\(rows) x \(columns)"
    case .ranks(let variable, let groups): "\(variable) by \(groups)"
    case .difference(let first, let second):
      [first, second].map { $0.map(group).joined(separator: ", ") }.joined(separator: " - ")
    case .trend(let stated): trend(stated)
    }
  }
}

extension TestAnswer {
  /// Adds a test.
  mutating func append(_ element: TestedNumber) { elements.append(element) }

  /// Adds how many records lack a value.
  mutating func note(missing count: Int) {
    guard count > 0 else { return }
    note(["\(count) \(count == 1 ? "record lacks a value and is" : "records lack a value and are") left out."])
  }

  /// Adds what is worth knowing about estimates.
  mutating func note(_ estimates: Estimates) {
    note(estimates.diagnostics.map(\.description))
    note(
      estimates.filter { $0.unweightedCount > 0 }.flatMap { estimate in
        let name = ([estimate.variable] + estimate.domain.map { "\($0.variable)=\($0.level)" }).joined(separator: ", ")
        return estimate.diagnostics.filter(\.isOfTests).map { "\(name): \($0)" }
      })
    note(missing: estimates.reduce(0) { $0 + $1.missingCount })
  }
}
