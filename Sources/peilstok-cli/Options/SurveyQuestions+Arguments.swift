public import ArgumentParser
public import Peilstok

/// Words of questions as the command takes them.
extension EstimatedStatistic: ExpressibleByArgument {}
extension MissingWeightRule: ExpressibleByArgument {}
extension SingleUnitStratumRule: ExpressibleByArgument {}
extension UnequalSelection: ExpressibleByArgument {}

extension WeightingMethod: ExpressibleByArgument {
  /// Reads a method by any of its names.
  public init?(argument: String) { self.init(named: argument) }
}

extension ModelFamily: ExpressibleByArgument {
  /// Reads a family by any of its names.
  public init?(argument: String) { self.init(named: argument) }
}

extension ModelLink: ExpressibleByArgument {}
extension TermTestKind: ExpressibleByArgument {}

extension Language: ExpressibleByArgument {
  /// The codes that can be given.
  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}
