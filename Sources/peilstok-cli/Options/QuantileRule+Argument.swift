public import ArgumentParser
public import Peilstok

/// Rules for quantiles as the command takes them.
extension QuantileRule: ExpressibleByArgument {}
