package import SurveyNumerics

/// A simulated child with everything that happened to it, before any question is put.
package struct Child: Sendable {
  var background: Background
  var channel: Channel
  var strain: Strain
  package var violence: [ViolenceAnswer]
  package var problems: [Bool]
  package var lifeGrade: Int
  package var hasHelp: Bool
  package var toldNobody: Bool
  package var noticed: Bool
  package var acted: Bool

  package var exposure: Exposure { Exposure(violence) }
}

extension Child {
  /// Draws a child that comes into the sample of a wave.
  package init(wave: Wave, recruitment: Recruitment, from random: inout RandomStream) {
    channel = random.draw(recruitment.channelShares(wave))
    background = Background(wave: wave, recruitment: recruitment, channel: channel, from: &random)
    let strain: Strain = random.draw(
      tilted(PopulationModel(wave: wave).strainShares(background), by: recruitment.strainFactors(channel)))
    let (sex, ageGroup, living) = (background.sex, background.ageGroup, background.living)
    violence = ViolenceForm.allCases.map { form in
      random.draw(ViolenceModel.shares(form, strain: strain, sex: sex, ageGroup: ageGroup))
    }
    problems = Problem.allCases.map { random.occurs($0.share(strain)) }
    self.strain = strain
    let exposure = Exposure(violence)
    let effects = LifeGradeModel.effects(
      sex: sex, ageGroup: ageGroup, living: living, exposure: exposure, problemCount: problems.count { $0 })
    lifeGrade = 1 + random.choice(probabilities: LifeGradeModel.shares(wave: wave, effects: effects))
    let isInsufficient = LifeGradeModel.isInsufficient(lifeGrade)
    hasHelp = random.occurs(DisclosureModel.helpShare(isInsufficient: isInsufficient, living: living))
    toldNobody = random.occurs(DisclosureModel.toldNobodyShare(hasHelp: hasHelp, sex: sex, ageGroup: ageGroup))
    noticed = random.occurs(BystanderModel.noticedShare(ageGroup, isExposed: exposure.isExposed))
    acted = random.occurs(BystanderModel.actedShare(ageGroup))
  }
}

extension Background {
  /// Draws a background, one characteristic after the other.
  fileprivate init(wave: Wave, recruitment: Recruitment, channel: Channel, from random: inout RandomStream) {
    let population = PopulationModel(wave: wave)
    sex = random.draw(tilted(population.sexShares(), by: recruitment.sexFactors(channel)))
    age =
      PopulationModel.ages[
        random.choice(probabilities: tilted(population.ageShares(), by: recruitment.ageFactors(channel)))]
    province = random.draw(tilted(population.provinceShares(), by: recruitment.provinceFactors()))
    education = random.draw(
      tilted(population.educationShares(age: age), by: recruitment.educationFactors(channel)))
    migration = random.draw(population.migrationShares(province.urbanity))
    household = random.draw(population.householdShares(migration))
    living = random.draw(
      tilted(population.livingShares(AgeGroup(age: age)), by: recruitment.livingFactors(channel)))
  }
}

extension RandomStream {
  /// Draws a level with given shares.
  mutating func draw<Value: RawRepresentable<Int>>(_ shares: [Double]) -> Value {
    let position = choice(probabilities: shares)
    guard let value = Value(rawValue: position) else {
      preconditionFailure("level \(position) of \(Value.self)")
    }
    return value
  }

  /// Draws whether something with a probability happens.
  mutating func occurs(_ probability: Double) -> Bool { uniform() < probability }
}
