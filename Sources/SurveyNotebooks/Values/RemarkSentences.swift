internal import ReportDocuments
internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyQuestions

/// Says in a language what reading a file has shown of a column.
struct RemarkSentences {
  let language: Language

  /// What became of records without a weight; nil where there are none.
  func missingWeights(of described: DescribedDesign) -> String? {
    guard language == .dutch else { return described.missingWeightNote }
    let (design, count) = (described.design, described.design.recordsWithoutWeight)
    guard count > 0, let column = described.weights else { return nil }
    let isOne = count == 1
    return "\(count) \(isOne ? "record heeft" : "records hebben") geen gewicht in \"\(column)\" en "
      + (design.missingWeightRule == .zero
        ? "\(isOne ? "weegt" : "wegen") 0."
        : "\(isOne ? "is" : "zijn") weggelaten, alsof \(isOne ? "het" : "ze") niet in het bestand \(isOne ? "stond" : "stonden").")
  }

  /// That the file of the records declares a weight which the design does not use; nil where it does not.
  func unusedCaseWeight(of described: DescribedDesign) -> String? {
    described.unusedCaseWeight.map { column in
      language == .dutch
        ? "Het bestand verklaart dat \"\(column)\" de records weegt; onder design gebruikt \"weights: \(column)\" dat."
        : "The file declares that \"\(column)\" weighs its cases; \"weights: \(column)\" under design uses it."
    }
  }

  func sentence(of remark: ColumnRemark) -> String {
    guard language == .dutch else { return remark.description }
    let count = remark.count
    let isOne = count == 1
    let first = remark.firstLine.map { " (\(isOne ? "" : "de eerste ")op regel \($0))" } ?? ""
    let column = "Kolom \"\(remark.column)\""
    let values = isOne ? "waarde" : "waarden"
    return switch remark.kind {
    case .missingMarks:
      "\(column) heeft \(count) \(values) als Stata en SAS ontbrekende schrijven, een punt of een punt met een letter"
        + "\(first): geteld als ontbrekend."
    case .notAvailableAsLevel:
      "\(column) heeft \(count) keer NA\(first), geteld als niveau omdat de kolom tekst heeft; waar NA ontbrekend betekent, "
        + "verklaar het zo."
    case .numbersButFor:
      "\(column) heeft getallen op \(count) \(values) na\(first), geteld als niveau; waar die ontbrekend betekenen, "
        + "verklaar ze zo."
    case .longWholeNumbers:
      "\(column) heeft \(count) \(isOne ? "geheel getal" : "gehele getallen") boven 9007199254740992\(first) en is als "
        + "tekst gelezen, omdat zulke getallen samenvallen."
    case .alikeLevels:
      "\(column) heeft \(count) \(isOne ? "niveau dat" : "niveaus die") alleen in hoofdletters, spaties of voorloopnullen "
        + "van een ander \(isOne ? "verschilt" : "verschillen"); elk telt apart."
    case .respelledNumbers:
      "\(column) schrijft \(count) \(isOne ? "getal" : "getallen") op verschillende manieren, zoals met en zonder "
        + "voorloopnullen; elk is één waarde."
    case .farValues:
      "\(column) heeft \(count) \(values) ver buiten een schaal van kleine gehele getallen, zoals codes voor ontbrekend; "
        + "geteld als getal."
    case .blankTexts:
      "\(column) heeft \(count) lege \(isOne ? "tekst, geteld als antwoord" : "teksten, geteld als antwoord"), zoals in SPSS; "
        + "waar leeg ontbrekend betekent, verklaar het zo."
    case .nameDiffersInCase:
      "De naam van kolom \"\(remark.column)\" verschilt alleen in hoofdletters van een andere; voor SPSS zijn beide dezelfde."
    case .hiddenBlankRecords:
      "\(column) is van een transportbestand van SAS, versie 5, met alleen teksten, waarvan lege records aan het eind niet te "
        + "onderscheiden zijn van de opvulling van het laatste blok; \(count) \(isOne ? "record is" : "records zijn") gelezen."
    }
  }
}
