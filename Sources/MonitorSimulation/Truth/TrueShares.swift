/// The true share of one form of violence or one problem: a sum over groups of equal strain, sex and age.
package struct TrueShare: Sendable {
  package let name: String
  let share: @Sendable (Expectation.Group) -> Double

  /// Every form in the past 12 months and ever, and every problem.
  package static let all: [TrueShare] =
    ViolenceForm.allCases.flatMap { form -> [TrueShare] in
      let name = String(describing: form)
      @Sendable func shares(_ group: Expectation.Group) -> [Double] {
        ViolenceModel.shares(form, strain: group.strain, sex: group.sex, ageGroup: group.ageGroup)
      }
      return [
        TrueShare(name: "\(name)_past_year") { shares($0)[ViolenceAnswer.past12Months.rawValue] },
        TrueShare(name: "\(name)_ever") { 1 - shares($0)[ViolenceAnswer.never.rawValue] },
      ]
    }
    + Problem.allCases.map { problem in
      TrueShare(name: Item(problem).name) { problem.share($0.strain) }
    }

  /// The share in a group of children, over one or more waves.
  package func value(over expectations: [Expectation], in domain: TrueDomain) -> Double {
    var (sum, children) = (0.0, 0.0)
    for expectation in expectations {
      let size = Double(expectation.wave.populationSize)
      for group in expectation.groups where domain.contains(group) {
        sum += size * group.share * share(group)
        children += size * group.share
      }
    }
    return sum / children
  }
}
