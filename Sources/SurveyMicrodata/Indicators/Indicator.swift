/// One derived variable of an indicator dictionary: what it means and how it follows from the answers.
public struct Indicator: Sendable {
  /// The name of the column that it becomes.
  public let name: String
  /// What it is called in a report.
  public let label: LocalizedText
  /// The version of the definition; another definition of the same name has another version.
  public let version: String
  /// The columns, or earlier indicators, that it is made of.
  public let items: [String]
  /// How it follows from its items.
  public let rule: IndicatorRule
  /// What becomes of a record with missing items.
  public let missing: MissingItemRule
  /// The period that the questions ask about, such as the past twelve months.
  public let window: LocalizedText
  /// The code in an international classification, such as ICVAC or the Sustainable Development Goals.
  public let code: String?
  /// What a reader must know of the definition.
  public let note: LocalizedText
  /// The waves from which on the figures do not compare with earlier ones.
  public let breaks: [ComparabilityBreak]
  /// The line of the dictionary where it begins.
  let line: Int
}

/// A wave from which on figures do not compare with those before.
public struct ComparabilityBreak: Sendable, Equatable {
  /// The first wave after the break.
  public let wave: String
  /// Why the figures do not compare.
  public let reason: LocalizedText
}

/// How an indicator follows from its items.
public enum IndicatorRule: Sendable, Equatable {
  /// Yes if any item passes the test.
  case anyOf(ItemTest)
  /// Yes if every item passes the test.
  case allOf(ItemTest)
  /// The number of items that pass the test; with cut points, the group that the number falls in.
  ///
  /// Cut points are the first numbers of the groups after the lowest: 1, 2, 3 make the groups 0, 1, 2 and 3+.
  case count(ItemTest, cutPoints: [Int])
  /// Yes if the one item, a number, compares with a limit.
  case cutoff(Comparison, Double)
  /// The level that the level, or number, of the one item is put in.
  case recode([RecodedLevel])
  /// Yes if the condition holds, with unknown as `Condition` has it.
  case condition(Condition)
  /// Yes if this one of the items passes; the others tell whether the record belongs to the base.
  indirect case ticked(item: String, ItemTest)
  /// Yes if the cell of the one item, which may hold several answers, holds this one.
  indirect case answerInCell(String, CellAnswers)
}

/// The answers that the cells of a column may hold, several in each, and the text between them.
public struct CellAnswers: Sendable, Equatable {
  /// The text between two answers, such as a semicolon.
  public let separator: String
  /// The answers that may occur.
  public let answers: [String]
}

/// The test that each item of an indicator passes or not.
public enum ItemTest: Sendable, Equatable {
  /// The item is at one of these levels.
  case levels([String])
  /// The item is a number that compares with a limit.
  case comparison(Comparison, Double)
  /// The item is ticked: at its only level, or at the one of two that is not 0, no, nee, n or false.
  case ticked
}

/// One level of a recoded variable and what it takes up.
public struct RecodedLevel: Sendable, Equatable {
  /// What a level takes up.
  public enum Source: Sendable, Equatable {
    /// Levels of the item.
    case levels([String])
    /// Numbers from the first to the second, both included.
    case between(Double, Double)
  }

  /// The name of the level.
  public let name: String
  /// What it means.
  public let label: LocalizedText
  /// What it takes up.
  public let source: Source
}

/// What becomes of an indicator where items are missing.
///
/// No rule counts a refusal or a "do not know" as a no. What was not asked is a no under the rules whose names end in
/// `Asked`, unless nothing was asked at all, and a blank under `blanksAreNo`, which states its base. The kind of a
/// missing indicator follows from its missing items: refused if any was refused, else not known, else blank; not asked
/// only if that holds for all of them.
public enum MissingItemRule: Sendable, Equatable {
  /// The indicator is missing unless every item is answered.
  case allAnswered
  /// The indicator is known as soon as the answers decide it, whatever the missing ones would have been.
  ///
  /// For `anyOf`: yes if any answer passes, else missing unless all are answered. For `allOf`: no if any answer
  /// fails, else likewise. For `count`: known if the missing items could not move the number to another group.
  case anyTrueElseAllAnswered
  /// The indicator is missing unless this many items are answered, and then follows from those answers.
  case atLeast(Int)
  /// As `allAnswered`, with an item that was not asked as a no.
  case allAsked
  /// As `anyTrueElseAllAnswered`, with an item that was not asked as a no: routing decides, a refusal does not.
  case anyTrueElseAllAsked
  /// As `atLeast`, with an item that was not asked as a no that counts as an answer.
  case atLeastAsked(Int)
  /// A blank is a no for the records of a base, as where respondents tick all that apply.
  case blanksAreNo(TickBase)
}

/// The records for which a blank in a list of ticks is a no.
public enum TickBase: String, Sendable, Equatable, CaseIterable {
  /// Those who ticked at least one.
  case ticked
  /// Those to whom the list was put: not every cell holds the code of a question that was not asked.
  case asked
  /// All records.
  case all
}

extension MissingItemRule {
  /// Whether an item that was not asked counts as a no.
  var takesNotAskedAsNo: Bool {
    switch self {
    case .allAnswered, .anyTrueElseAllAnswered, .atLeast: false
    case .allAsked, .anyTrueElseAllAsked, .atLeastAsked, .blanksAreNo: true
    }
  }

  /// The number of answers that it asks for.
  var neededAnswers: Int? {
    switch self {
    case .atLeast(let count), .atLeastAsked(let count): count
    default: nil
    }
  }
}
