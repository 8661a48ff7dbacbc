internal import ReportDocuments
internal import SurveyEstimates
internal import SurveyModels

/// The tables of what follows from a model: effects, attributable fractions and shares over doses.
extension ModelTable {
  /// The change of the share with each level or unit, averaged over the records.
  func effects(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fitted: FittedEffects = try declaration.payload("effects", .effects, in: environment) { payload in
      if case .effects(let fitted) = payload { fitted } else { nil }
    }
    let points = fitted.form.change.signed
    let rows = fitted.effects.map { effect -> TableRow in
      let column = columnName(effect.variable)
      let level = { (level: String?) in level.map { labels.label(ofLevel: $0, of: column) } }
      return TableRow([
        .text(labels.heading(of: column)), .text(level(effect.level) ?? vocabulary.perUnit),
        level(effect.reference).map { .text($0) } ?? .absent(.notApplicable),
        .number(effect.change.value, points), .number(effect.change.confidenceInterval.lower, points),
        .number(effect.change.confidenceInterval.upper, points), .number(effect.change.pValue, .pValue),
      ])
    }
    return try declaration.table(
      columns: declaration.labelColumns(3, default: [vocabulary.term, vocabulary.level, vocabulary.comparedWith]) + [
        TableColumn("effect", header: vocabulary.effect(isOfShares: fitted.form.isOfShares), role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
        TableColumn("p", header: "p", role: .test),
      ], rows: rows, further: notes(of: fitted.counts))
  }

  /// A row for each fraction, with the people behind the difference.
  func fractions(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fractions: [FittedFraction] = try declaration.payloads("fraction", .fraction, in: environment) { payload in
      if case .fraction(let fitted) = payload { fitted } else { nil }
    }
    guard !fractions.isEmpty else {
      throw declaration.mapping.node.error(.unexpectedValue(key: "fraction", expected: "the name of a fraction"))
    }
    let isOfShares = fractions.allSatisfy(\.form.isOfShares)
    let rows = fractions.map { fitted -> TableRow in
      let (share, mean) = (NumberFormat.percentage(decimals: fitted.form.decimals), fitted.form.mean)
      let (fraction, people) = (fitted.fraction.fraction, fitted.fraction.people)
      let count = { (number: Double) in Cell.number(number, fitted.peopleFormat) }
      return TableRow([
        .text(fitted.exposures.map { labels.heading(of: columnName($0)) }.joined(separator: ", ")),
        .number(fitted.fraction.observed, mean), .number(fitted.fraction.unexposed, mean),
        .number(fraction.value, share), .number(fraction.confidenceInterval.lower, share),
        .number(fraction.confidenceInterval.upper, share), count(people.value),
        count(people.confidenceInterval.lower), count(people.confidenceInterval.upper),
        .count(fitted.counts.unweightedCount),
      ])
    }
    return try declaration.table(
      columns: declaration.labelColumns(1, default: [vocabulary.variable]) + [
        TableColumn("observed", header: vocabulary.observed(isOfShares: isOfShares), role: .estimate),
        TableColumn("unexposed", header: vocabulary.unexposed(isOfShares: isOfShares), role: .estimate),
        TableColumn("fraction", header: vocabulary.fraction, role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
        TableColumn("people", header: vocabulary.people, role: .estimate),
        TableColumn("people_lower", header: vocabulary.peopleLower, role: .lower),
        TableColumn("people_upper", header: vocabulary.peopleUpper, role: .upper),
        TableColumn("n", header: language.term(.unweightedCount), role: .count),
      ], rows: rows, further: [vocabulary.causalCaveat] + modelBased)
  }

  /// The share at each dose if everyone had it.
  func doses(_ declaration: TableDeclaration, in environment: Environment) throws(NotebookError) -> Table {
    let fitted: FittedDoses = try declaration.payload("doses", .doses, in: environment) { payload in
      if case .doses(let fitted) = payload { fitted } else { nil }
    }
    let share = fitted.form.mean
    let column = columnName(fitted.variable)
    let rows = fitted.response.margins.map { margin in
      TableRow([
        .text(labels.label(ofLevel: margin.level, of: column)), .number(margin.value, share),
        .number(margin.confidenceInterval.lower, share), .number(margin.confidenceInterval.upper, share),
      ])
    }
    return try declaration.table(
      columns: declaration.labelColumns(1, default: [labels.heading(of: column)]) + [
        TableColumn("share", header: vocabulary.adjusted(isOfShares: fitted.form.isOfShares), role: .estimate),
        TableColumn("lower", header: language.term(.lowerBound), role: .lower),
        TableColumn("upper", header: language.term(.upperBound), role: .upper),
      ], rows: rows, further: notes(of: fitted.counts))
  }
}
