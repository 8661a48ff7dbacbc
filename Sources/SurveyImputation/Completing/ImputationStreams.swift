internal import SurveyDesigns
internal import SurveyNumerics

/// The random numbers of one step: one variable, in one iteration of one imputation.
///
/// Every record and every stratum has a stream of its own, so that a draw depends on nothing but the seed, the
/// imputation, the iteration, the variable and the record: what it holds, and not where it stands.
struct ImputationStreams {
  private let seed: UInt64
  private let position: UInt64

  init(seed: UInt64, imputation: Int, iteration: Int, variable: Int) {
    self.seed = seed
    position = (UInt64(imputation) << 40) | (UInt64(iteration) << 20) | (UInt64(variable) << 1)
  }

  /// Returns the stream of the record at a place.
  func record(_ place: Int) -> RandomStream {
    RandomStream(seed: seed, stream: position | 1, substream: UInt64(place))
  }

  /// Returns the factor of every primary unit in a bootstrap sample (Rao, Wu and Yue 1992).
  func unitFactors(of stage: DesignStage) -> [Double] {
    var factors = [Double](repeating: 1, count: stage.unitCount)
    let ones = [Double](repeating: 1, count: stage.stratumCount)
    ReplicateFactors.bootstrap(seed: seed, drawsLess: 1, stretch: ones)
      .fill(&factors, replicate: Int(position), stage: stage)
    return factors
  }
}
