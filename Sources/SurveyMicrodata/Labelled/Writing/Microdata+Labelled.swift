internal import SurveyFiles

/// Records as a file of SPSS or Stata.
extension Microdata {
  /// Writes the records as a file of SPSS (.sav, .zsav) or Stata (.dta), by the ending of its name.
  ///
  /// - Parameters:
  ///   - name: The name of the file.
  ///   - language: The language of the labels, where there are several.
  /// - Returns: The bytes, and in sentences what the file does not hold as it was; nil for another ending.
  /// - Throws: `ConversionError` where the file would lose answers or kinds of missing.
  package func labelledFile(
    named name: String, language: String
  ) throws(ConversionError) -> (bytes: [UInt8], losses: [String])? {
    guard let format = LabelledFormat(ending: name), [.spss, .stata].contains(format) else { return nil }
    let rules = TargetRules(format: format)
    var file = LabelledFile(format: format)
    var losses: [ConversionLoss] = []
    var names: [String: String] = [:]
    var taken: [String: String] = [:]
    file.rowCount = rowCount
    for column in columnNames {
      if let other = taken[rules.plain(column)] {
        throw .namesDifferInCase(other, column, program: format.program)
      }
      let name = rules.name(column, beside: Set(names.values.map(rules.plain)))
      taken[rules.plain(column)] = column
      names[column] = name
      if name != column { losses.append(.renamed(column, to: name)) }
      guard let values = try? storedColumn(column) else { continue }
      let own = VariableDescription(kind: nil)
      var described = codebook.variables[column] ?? own
      if codebook.variables[column] == nil, case .factor = values { described.kind = .text }
      let written = try WrittenVariable(column, values, described, rules: rules, language: language)
      losses += written.losses
      var variable = written.variable
      variable.name = name
      file.variables.append(variable)
    }
    losses = gathered(losses) + fileLosses(language: language, format)
    file.label = rules.cut(codebook.title.text(in: language) ?? "", to: rules.titleBytes)
    if file.label != codebook.title.text(in: language) ?? "" { losses.append(.titleCut(bytes: rules.titleBytes)) }
    file.caseWeight = codebook.caseWeight.flatMap { names[$0] }
    do throws(LabelledWritingError) {
      let bytes = try file.written(compressed: name.lowercased().hasSuffix(".zsav"))
      return (bytes, losses.map { $0.sentence(format.program) })
    } catch {
      throw .refused(column: error.variable, reason: error.reason, program: format.program)
    }
  }

  /// The losses with those that all columns share in one sentence.
  private func gathered(_ losses: [ConversionLoss]) -> [ConversionLoss] {
    var numbered: [String] = []
    var others: [ConversionLoss] = []
    for loss in losses {
      switch loss {
      case .levelsNumbered(let columns): numbered += columns
      case .otherMissingCodes(let columns, let codes):
        let same = others.firstIndex { other in
          guard case .otherMissingCodes(_, let known) = other else { return false }
          return known.elementsEqual(codes, by: ==)
        }
        if let same, case .otherMissingCodes(let known, _) = others[same] {
          others[same] = .otherMissingCodes(columns: known + columns, codes)
        } else {
          others.append(loss)
        }
      default: others.append(loss)
      }
    }
    return others + (numbered.isEmpty ? [] : [.levelsNumbered(columns: numbered)])
  }

  /// What such a file holds nowhere, whatever the columns.
  private func fileLosses(language: String, _ format: LabelledFormat) -> [ConversionLoss] {
    let described = columnNames.compactMap { codebook.variables[$0] }
    var languages: Set<String> = []
    for text in described.flatMap({ [$0.label] + $0.levels.map(\.label) }) + [codebook.title] where text.texts.count > 1
    {
      languages.formUnion(text.texts.keys)
    }
    var losses = languages.filter { $0 != language }.sorted().map { ConversionLoss.languageLost($0) }
    let constrained = described.count { $0.minimum != nil || $0.maximum != nil || $0.isRequired }
    if constrained > 0 { losses.append(.constraintsLost(columns: constrained)) }
    if codebook.isSynthetic || codebook.sampleKind != nil { losses.append(.originLost) }
    if format == .stata, let weight = codebook.caseWeight { losses.append(.caseWeightLost(weight)) }
    return losses
  }
}
