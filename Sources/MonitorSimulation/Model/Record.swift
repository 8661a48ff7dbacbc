internal import SurveyNumerics

/// One record of the file: a child's answers, with what was not asked, refused or not known.
package struct Record: Sendable {
  package let wave: Wave
  let channel: Channel
  package let background: Background
  let migration: Answer
  let household: Answer
  package let lifeGrade: Int
  package let answers: [Answer]

  package subscript(item: Item) -> Answer { answers[item.rawValue] }

  /// The answer to each form of violence.
  package var violence: [Answer] { ViolenceForm.allCases.map { self[Item($0)] } }
}

extension Record {
  /// Draws a record of a wave; its stream depends on the seed, the wave and the position, so that it is the same
  /// whoever draws it and in whatever order.
  package init(seed: UInt64, wave: Wave, position: Int, recruitment: Recruitment = .open) {
    var random = RandomStream(seed: seed, stream: UInt64(wave.rawValue + 1), substream: UInt64(position))
    let child = Child(wave: wave, recruitment: recruitment, from: &random)
    self.init(child, wave: wave, from: &random)
  }

  /// Puts the questions to a child.
  init(_ child: Child, wave: Wave, from random: inout RandomStream) {
    var answers = [Answer](repeating: .notAsked, count: Item.allCases.count)
    let ageGroup = child.background.ageGroup
    func ask(_ item: Item, _ truth: Int, _ random: inout RandomStream) {
      let shares = NonresponseModel.shares(item, ageGroup: ageGroup)
      answers[item.rawValue] = random.answer(truth, refused: shares.refused, doesNotKnow: shares.doesNotKnow)
    }

    let skipsViolence = random.occurs(NonresponseModel.skipsViolence(isExposed: child.exposure.isExposed))
    for form in ViolenceForm.allCases {
      if skipsViolence {
        answers[Item(form).rawValue] = .refused
      } else {
        ask(Item(form), child.violence[form.rawValue].rawValue, &random)
      }
    }
    let recent = Answer.level(ViolenceAnswer.past12Months.rawValue)
    if ViolenceForm.allCases.contains(where: { answers[Item($0).rawValue] == recent }) {
      let formCount = child.exposure.formCount
      ask(.perpetrator, random.choice(probabilities: DisclosureModel.perpetratorShares()), &random)
      ask(.frequency, random.choice(probabilities: DisclosureModel.frequencyShares(formCount: formCount)), &random)
      ask(.told, child.toldNobody ? 0 : 1, &random)
      if answers[Item.told.rawValue] == .level(1) {
        let person = random.choice(probabilities: DisclosureModel.toldWhomShares(ageGroup))
        ask(.toldWhom, person, &random)
        ask(.responseAfterTelling, random.choice(probabilities: DisclosureModel.responseShares(person)), &random)
      }
      ask(.professionalHelp, child.hasHelp ? 1 : 0, &random)
      if answers[Item.professionalHelp.rawValue] == .level(1) {
        ask(
          .helpSource, random.choice(probabilities: DisclosureModel.helpSourceShares(child.background.living)), &random)
      }
    }
    if BystanderModel.isAsked(wave) {
      ask(.noticed, child.noticed ? 1 : 0, &random)
      if answers[Item.noticed.rawValue] == .level(1) { ask(.acted, child.acted ? 1 : 0, &random) }
      if answers[Item.acted.rawValue] == .level(0) {
        ask(.barrier, random.choice(probabilities: BystanderModel.barrierShares()), &random)
      }
    }
    for problem in Problem.allCases { ask(Item(problem), child.problems[problem.rawValue] ? 1 : 0, &random) }

    self.wave = wave
    self.answers = answers
    channel = child.channel
    background = child.background
    lifeGrade = child.lifeGrade
    migration = random.answer(
      child.background.migration.rawValue, refused: NonresponseModel.migration.refused,
      doesNotKnow: NonresponseModel.migration.doesNotKnow)
    household = random.answer(
      child.background.household.rawValue, refused: NonresponseModel.household.refused,
      doesNotKnow: NonresponseModel.household.doesNotKnow)
  }
}

extension RandomStream {
  /// Draws whether a level is told, refused or not known.
  fileprivate mutating func answer(_ level: Int, refused: Double, doesNotKnow: Double) -> Answer {
    let uniform = uniform()
    return uniform < refused ? .refused : uniform < refused + doesNotKnow ? .doesNotKnow : .level(level)
  }
}
