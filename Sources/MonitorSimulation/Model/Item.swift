/// A question of the questionnaire beside background and life grade, in the order of the file.
package enum Item: Int, CaseIterable, Sendable {
  case psychological, physical, neglect, sexual, witnessing
  case perpetrator, frequency, told, toldWhom, responseAfterTelling, professionalHelp, helpSource
  case noticed, acted, barrier
  case unsafeHome, smallNetwork, housing, school, poverty, parents, bullying

  package init(_ form: ViolenceForm) {
    self = [.psychological, .physical, .neglect, .sexual, .witnessing][form.rawValue]
  }

  package init(_ problem: Problem) {
    self =
      [.unsafeHome, .smallNetwork, .housing, .school, .poverty, .parents, .bullying][problem.rawValue]
  }
}

/// What a record holds for an item: a level by its position, or why there is none.
package enum Answer: Hashable, Sendable {
  case level(Int)
  case notAsked
  case refused
  case doesNotKnow

  /// The text in the file.
  func text(_ levels: [Level]) -> String {
    switch self {
    case .level(let position): levels[position].name
    case .notAsked: "-7"
    case .refused: "-8"
    case .doesNotKnow: "-9"
    }
  }
}
