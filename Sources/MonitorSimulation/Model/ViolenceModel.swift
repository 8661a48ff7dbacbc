/// Violence at home: each form never, longer ago or in the past 12 months, independent of the others given the strain.
struct ViolenceModel: Sendable {
  /// The shares of a form in the past 12 months, and longer ago only, for calm, tense and severe strain.
  private static let recent: [[Double]] = [
    [0.0035, 0.105, 0.55], [0.0018, 0.045, 0.32], [0.0008, 0.026, 0.28], [0.0003, 0.006, 0.06], [0.0018, 0.060, 0.45],
  ]
  private static let earlier: [[Double]] = [
    [0.018, 0.14, 0.30], [0.020, 0.12, 0.32], [0.006, 0.06, 0.22], [0.005, 0.02, 0.08], [0.016, 0.14, 0.33],
  ]
  /// What sex adds to the log-odds: girl, boy, other.
  private static let sexShifts: [[Double]] = [
    [0.25, -0.25, 0.8], [0.05, 0, 0.5], [0.10, -0.10, 0.5], [0.60, -0.90, 0.9], [0.15, -0.15, 0.4],
  ]
  /// What age adds to the log-odds: 8-11, 12-14, 15-18.
  private static let ageShifts: [[Double]] = [
    [-0.35, 0.05, 0.25], [0.05, 0, -0.05], [-0.15, 0, 0.15], [-0.60, 0, 0.35], [-0.10, 0, 0.10],
  ]

  /// Returns the shares of never, longer ago and the past 12 months.
  static func shares(_ form: ViolenceForm, strain: Strain, sex: Sex, ageGroup: AgeGroup) -> [Double] {
    let shift = sexShifts[form.rawValue][sex.rawValue] + ageShifts[form.rawValue][ageGroup.rawValue]
    let inPastYear = shifted(recent[form.rawValue][strain.rawValue], by: shift)
    let longerAgo = (1 - inPastYear) * shifted(earlier[form.rawValue][strain.rawValue], by: shift)
    return [1 - inPastYear - longerAgo, longerAgo, inPastYear]
  }
}

package enum ViolenceForm: Int, CaseIterable, Sendable {
  case psychological, physical, neglect, sexual, witnessing
}

package enum ViolenceAnswer: Int, Leveled {
  case never, longerAgo, past12Months
  package static let levels = [
    Level("never", "nooit", "never"), Level("longer_ago", "langer geleden", "longer ago"),
    Level("past_12_months", "in de afgelopen 12 maanden", "in the past 12 months"),
  ]
}

/// Violence of all forms together, as far as the life grade depends on it.
package enum Exposure: Hashable, Sendable {
  case none
  case longerAgo
  /// A number of forms in the past 12 months.
  case past12Months(forms: Int)

  init(_ answers: [ViolenceAnswer]) {
    let forms = answers.count { $0 == .past12Months }
    self = forms > 0 ? .past12Months(forms: forms) : answers.contains(.longerAgo) ? .longerAgo : .none
  }

  package var isExposed: Bool { formCount > 0 }

  var formCount: Int {
    if case .past12Months(let forms) = self { forms } else { 0 }
  }
}
