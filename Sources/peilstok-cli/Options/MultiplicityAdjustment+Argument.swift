public import ArgumentParser
public import Peilstok

/// Adjustments for several comparisons as the command takes them.
extension MultiplicityAdjustment: ExpressibleByArgument {}
