public import SurveyDesigns
public import SurveyMicrodata

/// Tests of one mean and of pairs.
extension SurveyDesign {
  /// Tests whether a mean differs from a value: t = (ȳ − μ)/s.
  ///
  /// The same as R `svyttest(I(y - value) ~ 0, design)`. As in R the t tests here have the degrees of freedom of a
  /// regression on the groups, one less than those of the records, and so have their intervals.
  public func tTest(
    of variable: Number, against value: Double = 0, level: Double = 0.95
  ) throws(EstimationError) -> Contrast {
    let mean = try mean(of: variable, level: level)
    return mean.contrast(level: level, lostDegreesOfFreedom: 1) { SmoothValue($0[0] - value, derivatives: [1]) }
  }

  /// Tests whether two measurements of the same records differ in mean: the mean of the differences against 0.
  ///
  /// The same as R `svyttest(I(first - second) ~ 0, design)`. Records without one of them are left out.
  public func pairedTTest(
    of first: Number, minus second: Number, level: Double = 0.95
  ) throws(EstimationError) -> Contrast {
    let data = self.data
    let name = "\(first.name) - \(second.name)"
    let paired = try estimating { () throws(MicrodataError) in
      let differences = zip(try data.numbers(of: first), try data.numbers(of: second)).map { $0 - $1 }
      return try data.adding(name, .numbers(differences))
    }
    return try replacingData(paired).tTest(of: Number(name), level: level)
  }

  /// Tests whether the means of two groups differ, the second less the first.
  ///
  /// The same as R `svyttest(y ~ group, design)`.
  ///
  /// - Throws: `EstimationError.twoGroupsWanted` where not exactly two groups have records.
  public func tTest(
    of variable: Number, by groups: Categorical, level: Double = 0.95
  ) throws(EstimationError) -> Contrast {
    let means = try mean(of: variable, by: groups, level: level)
    let (first, second) = try means.twoGroups(of: groups)
    return means.difference(of: second, minus: first, level: level, lostDegreesOfFreedom: 1)
  }
}

extension Estimates {
  /// The positions of the groups that have records.
  var groupsWithRecords: [Int] { indices.filter { self[$0].unweightedCount > 0 } }

  /// The positions of the two groups that have records.
  fileprivate func twoGroups(of variable: Categorical) throws(EstimationError) -> (first: Int, second: Int) {
    let groups = groupsWithRecords
    guard groups.count == 2 else { throw .twoGroupsWanted(variable: variable.name, found: groups.count) }
    return (groups[0], groups[1])
  }
}
