public import ArgumentParser
public import Peilstok

extension IntervalMethod: ExpressibleByArgument {
  /// The methods that some statistic of the command has: log-log intervals are those of survival curves.
  public static var allValueStrings: [String] { allCases.filter { $0 != .logLog }.map(\.rawValue) }
}
