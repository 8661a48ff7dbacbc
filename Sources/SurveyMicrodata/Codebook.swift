/// What the columns of a dataset mean: labels, levels, missing codes, ranges, and how the records were gathered.
///
/// On disk it is a Frictionless `datapackage.json` with a Table Schema:
///
/// ```json
/// {
///   "titles": {"nl": "De monitor", "en": "The monitor"},
///   "sampleKind": "optIn",
///   "synthetic": true,
///   "resources": [{
///     "name": "records",
///     "path": "monitor.csv",
///     "dialect": {"delimiter": ","},
///     "schema": {
///       "missingValues": ["", {"value": "-7", "label": "notAsked"}, {"value": "-8", "label": "refused"},
///                         {"value": "-9", "label": "doesNotKnow"}],
///       "fields": [
///         {"name": "age", "type": "integer", "titles": {"nl": "Leeftijd", "en": "Age"},
///          "constraints": {"required": true, "minimum": 8, "maximum": 18}},
///         {"name": "sex", "type": "string", "categories": [
///           {"value": "1", "labels": {"nl": "jongen", "en": "boy"}},
///           {"value": "2", "labels": {"nl": "meisje", "en": "girl"}}]}
///       ]
///     }
///   }]
/// }
/// ```
///
/// What is read of the standards:
/// - A resource: `name`, `path` (one file inside the folder of the package, `.gz` included), `format`, `mediatype`,
///   `encoding` (see ``TextEncoding``), `dialect.delimiter`. Any other dialect than RFC 4180 with a header is refused.
/// - A field: `name`, `type`, `title`, `categories`, `categoriesOrdered`, `missingValues`, `trueValues`,
///   `falseValues`, `decimalChar` (a point or a comma), and of its `constraints` `enum`, `minimum`, `maximum` and `required`; other constraints are not checked. A field with
///   `categories` or `enum` has those levels in that order, whether they occur or not; `categoriesOrdered: false`
///   tells that the order means nothing. Without, `integer`, `year` and
///   `number` are numbers, `boolean` has the levels `false` and `true`, and `string`, `any`, `date`, `time`,
///   `datetime`, `yearmonth` and `duration` have the levels that occur, sorted by their bytes.
/// - `missingValues` on a field replaces that of the schema. An empty cell is always missing.
///
/// What is added to the standards:
/// - `titles` on package and field and `labels` on a category give a text by language; `title` and `label` alone are
///   English.
/// - The kind of a missing code is its `kind`, else its label, read without regard to capitals, spaces and hyphens:
///   `blank`, `notAsked`, `refused` or `doesNotKnow`. Another label, as the standard allows, is kept, counted apart and
///   can be asked for by a condition (`told is "Item not applicable"`); without a `kind` its code is `blank`.
/// - `valueLabels` on a field of numbers or texts labels some of its values, in the form of `categories`.
/// - `sampleKind` on the package is `probability` or `optIn`, `synthetic` tells that a model made the records, and
///   `caseWeight` names the column that weighs them where a question asks for it.
public struct Codebook: Sendable {
  /// How the records came in; nil where the codebook does not say.
  public var sampleKind: SampleKind?
  /// The title of the dataset.
  public var title: LocalizedText
  /// Whether the records were made by a model rather than gathered from people.
  public var isSynthetic: Bool
  /// The description of each column, by name.
  public var variables: [String: VariableDescription]
  /// The column that the file of the records itself declares to weigh its cases, as one of SPSS may.
  public var caseWeight: String?

  /// Creates a codebook.
  public init(
    sampleKind: SampleKind? = nil, title: LocalizedText = LocalizedText(), isSynthetic: Bool = false,
    variables: [String: VariableDescription] = [:]
  ) {
    self.sampleKind = sampleKind
    self.title = title
    self.isSynthetic = isSynthetic
    self.variables = variables
  }
}

/// How records came into a sample: it decides what an interval may be called.
public enum SampleKind: String, Sendable, CaseIterable {
  /// Drawn with known probabilities.
  case probability
  /// Self-selected, as in an open online survey: intervals are model-based.
  case optIn
}

/// A text in Dutch and English, either of which may be absent.
public struct LocalizedText: Sendable, Equatable {
  /// The text by language code, `nl` or `en`.
  public var texts: [String: String]

  /// Creates a text from its translations.
  public init(_ texts: [String: String] = [:]) { self.texts = texts }

  /// Returns the text in a language, else in the other, else nil.
  public func text(in language: String) -> String? {
    texts[language] ?? texts["en"] ?? texts.sorted { $0.key < $1.key }.first?.value
  }
}

/// What one column means.
public struct VariableDescription: Sendable {
  /// The label of the variable.
  public var label: LocalizedText
  /// What the values are.
  public var kind: VariableKind
  /// The levels in order with their labels; empty for a number or a text.
  public var levels: [LevelDescription]
  /// The codes that stand for a missing answer, and their kind.
  public var missingCodes: [String: MissingKind]
  /// The labels that missing codes have besides their kind, by code.
  public var missingLabels: [String: String]
  /// The smallest value that may occur.
  public var minimum: Double?
  /// The largest value that may occur.
  public var maximum: Double?
  /// Whether every record must have a value.
  public var isRequired: Bool
  /// The columns that a derived variable is made of; empty for one that was asked.
  public var items: [String]
  /// What separates the whole part of a number from its decimals in the file: a point or a comma.
  public var decimalMark: Character = "."
  /// Whether the levels stand in an order that means something, as those of a grade do.
  public var levelsAreOrdered = true

  /// Creates a description; without a kind, levels make it one of levels and no levels one of numbers.
  public init(
    label: LocalizedText = LocalizedText(), levels: [LevelDescription] = [], missingCodes: [String: MissingKind] = [:],
    minimum: Double? = nil, maximum: Double? = nil, kind: VariableKind? = nil, isRequired: Bool = false,
    missingLabels: [String: String] = [:], items: [String] = []
  ) {
    self.label = label
    self.kind = kind ?? (levels.isEmpty ? .number : .levels)
    self.isRequired = isRequired
    self.levels = levels
    self.missingCodes = missingCodes
    self.missingLabels = missingLabels
    self.items = items
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// What the values of a variable are.
public enum VariableKind: Sendable {
  /// Numbers.
  case number
  /// Whole numbers.
  case integer
  /// Levels that the codebook lists.
  case levels
  /// Levels as they occur in the records.
  case text
}

/// One level of a variable: the name in the data and what it means.
public struct LevelDescription: Sendable {
  /// The name or code in the data.
  public var name: String
  /// What it means.
  public var label: LocalizedText
  /// What else stands for the level in the data, such as `TRUE` for `true`.
  public var otherSpellings: [String]

  /// Creates a level.
  public init(name: String, label: LocalizedText = LocalizedText(), otherSpellings: [String] = []) {
    self.name = name
    self.label = label
    self.otherSpellings = otherSpellings
  }
}
