public import ArgumentParser
public import Peilstok

/// Methods of intervals as the command takes them.
extension IntervalMethod: ExpressibleByArgument {
  /// The methods that some statistic of the command has: log-log intervals are those of survival curves, and those of a
  /// penalised profile of models.
  public static var allValueStrings: [String] {
    allCases.filter { $0 != .logLog && $0 != .penalizedProfile }.map(\.rawValue)
  }
}
